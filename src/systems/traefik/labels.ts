import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Target } from '../system.ts';
import { type Middlewares, passing } from './middlewares.ts';
import { protocolOf, type Router, type Transport } from './router.ts';
import { routesOfRule } from './rule.ts';

/** The routers that a container's `traefik.http.…` labels declare. */
export function labelRouters(process: Process, exposedByDefault: boolean, middlewares: Middlewares, transportOf: (name: string, text: Text) => Transport | undefined): readonly Router[] {
  const labels = new Map([...process.labels].filter(([key]) => /^traefik\./i.test(key)).map(([key, text]) => [key.toLowerCase(), text]));
  const enabled = labels.get('traefik.enable')?.value ?? (exposedByDefault ? 'true' : 'false');
  if (enabled.toLowerCase() !== 'true') return [];
  const declared = namesIn(labels, 'routers');
  // A container that is enabled without a router gets one with the default rule.
  const names = declared.length === 0 && labels.has('traefik.enable') ? [''] : declared;
  return names.flatMap((name) => {
    const option = (path: string) => labels.get(`traefik.http.routers.${name}.${path}`);
    const rule = option('rule');
    const [place] = (rule ?? option('entrypoints') ?? firstOf(labels, `traefik.http.routers.${name}.`) ?? labels.get('traefik.enable'))?.places ?? [process.place];
    const service = serviceOf(labels, option('service'));
    if (service === 'internal') return [];
    const text = (path: string) => (service === undefined ? undefined : labels.get(`traefik.http.services.${service}.loadbalancer.${path}`));
    const transport = text('serverstransport');
    return [{
      routes: passing(rule ? routesOfRule(rule.value ?? rule.expression) : [{}], listed(option('middlewares')), 'docker', middlewares),
      entryPoints: listed(option('entrypoints')),
      target: targetOf(process, text('server.port')),
      others: [],
      protocol: protocolOf(text('server.scheme')?.value),
      transport: transport && transportOf(transport.value ?? transport.expression, transport),
      place,
    }];
  });
}

const listed = (text: Text | undefined): readonly string[] => (text?.value ?? text?.expression ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');

/** A router without `service` takes the only service of its container. */
function serviceOf(labels: ReadonlyMap<string, Text>, written: Text | undefined): string | 'internal' | undefined {
  if (/@internal$/i.test(written?.value ?? '')) return 'internal';
  if (written?.value !== undefined) return written.value.toLowerCase().replace(/@.*$/, '');
  const declared = namesIn(labels, 'services');
  return declared.length === 1 ? declared[0] : undefined;
}

function namesIn(labels: ReadonlyMap<string, Text>, kind: 'routers' | 'services'): readonly string[] {
  const names = [...labels.keys()].flatMap((key) => (key.startsWith(`traefik.http.${kind}.`) ? (key.split('.')[3] ?? []) : []));
  return [...new Set(names)];
}

const firstOf = (labels: ReadonlyMap<string, Text>, prefix: string): Text | undefined => [...labels].find(([key]) => key.startsWith(prefix))?.[1];

function targetOf(process: Process, port: Text | undefined): Target {
  const number = /^\d+$/.test(port?.value ?? '') ? Number(port?.value) : undefined;
  const only = process.ports.length === 1 ? process.ports[0]?.port : undefined;
  return { kind: 'process', process: process.id, port: port ? number : only };
}
