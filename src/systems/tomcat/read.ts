import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import type { Source } from '../../syntax/source.ts';
import { ownerOf } from '../python/owner.ts';
import { baseName } from '../python/words.ts';
import { imageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import { derived } from '../setting.ts';
import { type Application, springApplication } from '../spring/application.ts';
import { commonKeys, springFaults } from '../spring/faults.ts';
import { fromProperty, springLayer } from '../spring/layer.ts';
import type { Reading } from '../system.ts';
import { defaultPort } from './facts.ts';
import { connectorsIn } from './connectors.ts';

/** Tomcat itself, by image or start script, and Spring Boot with its embedded one. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  if (isTomcat(process)) return standalone(process, reader);
  const application = springApplication(process, reader);
  if (application?.server !== 'tomcat') return undefined;
  return { layers: [springLayer('tomcat', 'Tomcat', application, process, embedded(application), propertyNames)], written: springFaults('tomcat', application.lookup, [...commonKeys, ...new Set(propertyNames.values())]) };
}

/** A server.xml that no process uses. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const { connectors, problems, written } = connectorsIn(source, undefined);
  const version: Version = reader.version('tomcat') === undefined ? { reason: 'nothing names the version of Tomcat' } : { known: reader.version('tomcat') ?? '' };
  return { layers: connectors.map(({ place, settings, listens }) => ({ system: 'tomcat', kind: 'app-server', name: `Tomcat (${source.path})`, version, profile: 'connector', place, settings, listens: [listens], routes: [] })), problems, written };
}

export const claims = (path: string, text: string): boolean => /\.xml(?:\.\w+)?$/.test(path) && /<Connector\s/.test(text) && /<(?:Server|Service)[\s>]/.test(text);

const scripts = /^(?:catalina|startup)\.sh$/;

function isTomcat(process: Process): boolean {
  const [program] = process.argv;
  const images = [...(process.image?.bases ?? []), ...(process.image ? [process.image] : [])];
  const isImage = images.some(({ name }) => /^(?:(?:docker\.io\/)?library\/)?tomcat$/.test(name));
  return program === undefined ? isImage : scripts.test(baseName(program.value ?? ''));
}

function standalone(process: Process, reader: Reader): Reading {
  // An instance has its own configuration in CATALINA_BASE.
  const home = process.env.get('CATALINA_BASE')?.value ?? process.env.get('CATALINA_HOME')?.value ?? '/usr/local/tomcat';
  const path = `${home}/conf/server.xml`;
  // What merely lies in the repository is not what the image holds.
  const source = process.files.replaced(path) ? process.files.open(path) : undefined;
  const version = imageVersion(process, 'tomcat') ?? { reason: 'no image tag tells the version of Tomcat' };
  const about = { system: 'tomcat', kind: 'app-server', name: `Tomcat (${ownerOf(process)})`, version, process, routes: [] } as const;
  if (source === undefined) {
    const profile = process.files.replaced(path) ? 'hidden' : 'shipped';
    return { layers: [{ ...about, profile, place: process.place, settings: [], listens: [{ kind: 'port', port: profile === 'shipped' ? defaultPort : undefined, protocol: 'http/1.1', place: process.place }] }] };
  }
  reader.claim(source);
  const { connectors, problems, written } = connectorsIn(source, process);
  return { written, layers: connectors.map(({ place, settings, listens }) => ({ ...about, profile: 'connector', place, settings, listens: [listens] })), problems };
}

const propertyNames: ReadonlyMap<Timer, string> = new Map<Timer, string>([
  ['downstream.idle', 'server.tomcat.keep-alive-timeout'],
  ['downstream.header', 'server.tomcat.connection-timeout'],
  ['downstream.body', 'server.tomcat.connection-timeout'],
]);

function embedded({ lookup }: Application): readonly Setting[] {
  const connection = fromProperty(lookup, 'server.tomcat.connection-timeout', ['downstream.header', 'downstream.body']);
  const idle = fromProperty(lookup, 'server.tomcat.keep-alive-timeout', ['downstream.idle']);
  const [header] = connection;
  const fallen = idle.length === 0 && header ? [derived('downstream.idle', 'server.tomcat.keep-alive-timeout', header.value, 'it falls back to the connection timeout', [header])] : [];
  return [...idle, ...fallen, ...connection];
}
