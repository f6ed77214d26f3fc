import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text } from '../../model/value.ts';
import { portOf } from '../python/listener.ts';
import { ownerOf } from '../python/owner.ts';
import { baseName, tail, visible } from '../python/words.ts';
import { imageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import { configured, literal, type Reads } from '../setting.ts';
import { springApplication } from '../spring/application.ts';
import { commonKeys, springFaults } from '../spring/faults.ts';
import { javaCommand } from '../spring/java-command.ts';
import { fromProperty, springLayer } from '../spring/layer.ts';
import type { LayerReading, Reading } from '../system.ts';
import { defaultPort, type Product, products } from './facts.ts';

const timers: readonly Timer[] = ['downstream.idle', 'downstream.body'];

/** Jetty's distribution, products built on it, and Spring Boot with its embedded one. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const product = products.find((one) => isProduct(one, process));
  if (product) return { layers: [productLayer(product, process)] };
  if (isJetty(process)) return { layers: [distribution(process, reader)] };
  const application = springApplication(process, reader);
  if (application?.server !== 'jetty') return undefined;
  const settings = fromProperty(application.lookup, 'server.jetty.connection-idle-timeout', timers);
  return { layers: [springLayer('jetty', 'Jetty', application, process, settings, names('server.jetty.connection-idle-timeout'))], written: springFaults('jetty', application.lookup, [...commonKeys, 'server.jetty.connection-idle-timeout']) };
}

const names = (name: string): ReadonlyMap<Timer, string> => new Map(timers.map((timer) => [timer, name]));

const isProduct = (product: Product, process: Process): boolean => product.image.test(process.image?.name ?? '') || product.jar.test(baseName(javaCommand(process)?.program ?? ''));

function productLayer(product: Product, process: Process): LayerReading {
  const idle = optionOf(process, product.idleOption);
  const port = optionOf(process, product.portOption);
  return {
    system: 'jetty', kind: 'app-server', name: `${product.title} (${ownerOf(process)})`, version: { reason: `${product.title} chooses the version of Jetty` }, place: process.place, process, routes: [],
    settings: idle ? all(product.idleOption, idle) : [], defaultNames: names(product.idleOption),
    listens: [{ kind: 'port', port: port ? portOf(port.value ?? '') : product.port, protocol: 'http/1.1', place: port?.places[0] ?? process.place }],
  };
}

/** Other options may stand with or without a value, so only this one is looked for. */
function optionOf({ argv }: Process, name: string): Text | undefined {
  const at = argv.findLastIndex((word) => visible(word) === name || visible(word).startsWith(`${name}=`));
  const word = argv[at];
  if (word === undefined) return undefined;
  return visible(word) === name ? argv[at + 1] : tail(word, name.length + 1);
}

function isJetty(process: Process): boolean {
  const isImage = /^(?:(?:docker\.io\/)?library\/)?jetty$/.test(process.image?.name ?? '') && process.argv.length === 0;
  return isImage || /^(?:start\.jar)$/.test(baseName(javaCommand(process)?.program ?? ''));
}

/** `jetty.http.idleTimeout=60000` on the command line or in an ini file of start.d. */
function distribution(process: Process, reader: Reader): LayerReading {
  const idle = property('jetty.http.idleTimeout', process, reader);
  const port = property('jetty.http.port', process, reader);
  return {
    system: 'jetty', kind: 'app-server', name: `Jetty (${ownerOf(process)})`, version: imageVersion(process, 'jetty') ?? { reason: 'no image tag tells the version of Jetty' }, place: process.place, process, routes: [],
    settings: idle ? all('jetty.http.idleTimeout', idle) : [],
    listens: [{ kind: 'port', port: port ? portOf(port.value ?? '') : defaultPort, protocol: 'http/1.1', place: port?.places[0] ?? process.place }],
  };
}

function property(name: string, process: Process, reader: Reader): Text | undefined {
  const word = process.argv.findLast((one) => visible(one).startsWith(`${name}=`));
  if (word) return tail(word, name.length + 1);
  const base = process.env.get('JETTY_BASE')?.value ?? '/var/lib/jetty';
  const files = [...(process.files.open(`${base}/start.ini`) ? [process.files.open(`${base}/start.ini`)] : []), ...process.files.glob(`${base}/start.d/*.ini`)];
  for (const source of files) {
    const entry = source && reader.ini(source).entries.findLast(({ key }) => key === name);
    if (entry && source) {
      reader.claim(source);
      return literal(entry.value, entry.valuePlace);
    }
  }
  return undefined;
}

const all = (name: string, text: Text): readonly Setting[] => timers.map((timer) => configured(timer, name, text, milliseconds));

/** 0 and less are no limit. */
const milliseconds: Reads = (text) => {
  const trimmed = text.trim();
  if (!/^-?\d{1,12}$/.test(trimmed)) return undefined;
  return Number(trimmed) <= 0 ? { ...never, written: text } : Number(trimmed);
};
