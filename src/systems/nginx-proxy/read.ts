import { own } from '../../model/own.ts';
import type { Process } from '../../model/process.ts';
import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { textOf } from '../nginx/text.ts';
import { nginxTime } from '../nginx/time.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading } from '../system.ts';
import { directives, facts, keepaliveLabel } from './facts.ts';

const isImage = (name: string): boolean => /(?:^|\/)(?:nginxproxy|jwilder)\/nginx-proxy$/.test(name);

/** The containers that a running nginx-proxy finds by their VIRTUAL_HOST. */
export function readScene(scene: Scene, reader: Reader): Reading | undefined {
  const proxies = scene.processes.filter(({ image, argv }) => argv.length === 0 && image !== undefined && [image, ...image.bases].some(({ name }) => isImage(name)));
  return proxies.length === 0 ? undefined : { layers: proxies.map((proxy) => layerOf(proxy, scene, reader)) };
}

function layerOf(process: Process, scene: Scene, reader: Reader): LayerReading {
  const { place, files } = process;
  const shared = ['/etc/nginx/conf.d/*.conf', '/etc/nginx/proxy.conf'].flatMap((pattern) => files.glob(pattern));
  const routes = scene.processes.filter((other) => other !== process).flatMap((other) => routesTo(other, process, reader));
  return {
    system: facts.system, kind: 'proxy', name: `${facts.title} (${process.workload.kind}/${process.workload.name})`, place, process, routes,
    version: { reason: 'its own version says nothing of nginx\'s' },
    settings: shared.flatMap((source) => settingsIn(source, reader)),
    listens: [80, 443].map((port) => ({ kind: 'port', port, protocol: 'http/1.1', place })),
  };
}

/** One route per name; `vhost.d` holds a file per name, and one for all others. */
function routesTo(process: Process, proxy: Process, reader: Reader): readonly RouteReading[] {
  const hosts = process.env.get('VIRTUAL_HOST');
  if (!hosts) return [];
  const [place] = hosts.places;
  const path = process.env.get('VIRTUAL_PATH')?.value;
  const names = hosts.value === undefined || hosts.value === '' ? [undefined] : hosts.value.split(',').map((name) => name.trim().replace(/:\d+$/, ''));
  return names.map((host) => {
    const source = [host, 'default'].flatMap((name) => (name === undefined ? [] : proxy.files.open(`/etc/nginx/vhost.d/${name}`) ?? [])).at(0);
    return {
      route: { ...(host === undefined || host.startsWith('~') ? {} : { host }), ...(path === undefined || path === '/' ? {} : { path, match: 'prefix' as const }) },
      settings: source ? settingsIn(source, reader) : [], place,
      upstream: { target: { kind: 'process' as const, process: process.id, port: portOf(process) }, protocol: 'http/1.1' as const, pooled: pooledBy(process), place },
    };
  });
}

/** VIRTUAL_PORT, else the only port, else 80. */
function portOf({ env, ports }: Process): number | undefined {
  const written = env.get('VIRTUAL_PORT')?.value;
  if (written !== undefined && /^\d{1,5}$/.test(written)) return Number(written);
  return ports.length === 1 ? ports[0]?.port : 80;
}

/** Whether backends are pooled when no label says so has changed between versions. */
function pooledBy({ labels }: Process): Fact {
  const label = labels.get(keepaliveLabel);
  if (label?.value === 'disabled') return no(`${keepaliveLabel} is disabled`, ...label.places);
  return label?.value === undefined ? unsure('newer versions pool by default, older ones do not') : yes(`${keepaliveLabel} is ${label.value}`, ...label.places);
}

function settingsIn(source: Source, reader: Reader): readonly Setting[] {
  reader.claim(source);
  return reader.nginx(source).directives.flatMap(({ name, args }) => {
    const [argument] = args;
    return argument ? (own(directives, name) ?? []).map((timer) => configured(timer, name, textOf(argument, () => undefined), nginxTime)) : [];
  });
}
