import type { Route, Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { no, unsure } from '../../model/value.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import { configured, literal } from '../setting.ts';
import type { LayerReading, Listener, RouteReading, UpstreamReading } from '../system.ts';
import { routesOf } from './acl.ts';
import { facts, milliseconds } from './facts.ts';
import { pooledFact, poolSettings, retrySettings } from './pool.ts';
import { rewrittenBy, rewrittenFirst } from './rewrite.ts';
import { type Configuration, isHttp, linesOf, nearest, type Proxy } from './sections.ts';
import { listenersOf, serversOf } from './servers.ts';
import { clientSettings, lastOf, serverSettings, type Surroundings, time, tunnelSettings } from './settings.ts';

export interface Frame extends Surroundings {
  /** `HAProxy (service/edge`, without the closing parenthesis. */
  readonly title: string;
  readonly version: Version;
  readonly process?: Process;
}

/** One layer per frontend or listen section that sends requests on. */
export function layersOf(configuration: Configuration, frame: Frame): readonly LayerReading[] {
  const fronts = configuration.proxies.filter(({ kind }) => kind !== 'backend').map((front) => ({ front, routes: routesFrom(front, configuration, frame) }));
  const serving = fronts.filter(({ routes }) => routes.length > 0);
  return serving.map(({ front, routes }) => ({
    system: facts.system,
    kind: 'proxy',
    name: serving.length > 1 ? `${frame.title}, ${front.name})` : `${frame.title})`,
    version: frame.version,
    place: front.place,
    settings: [...(isHttp(front) ? clientSettings(front, frame) : []), ...hardStop(configuration, frame)],
    listens: listenersOf(front, frame.variables),
    routes,
    ...(frame.process ? { process: frame.process } : {}),
  }));
}

function hardStop({ global }: Configuration, { variables }: Frame): readonly Setting[] {
  const setting = lastOf(global.filter(({ words }) => words[0]?.text === 'hard-stop-after'), (line) => time('stop.graceful', 'hard-stop-after', line, 1, milliseconds, variables));
  return setting ? [setting] : [];
}

/** `use_backend` in order, then the servers of a listen section or the default backend. */
function routesFrom(front: Proxy, configuration: Configuration, frame: Frame): readonly RouteReading[] {
  const rules = linesOf(front, 'use_backend').map((rule) => ({ rule, routes: routesOf(rule, front) }));
  const asksPaths = rules.some(({ routes }) => routes.some(({ path }) => path !== undefined));
  const passed = (routes: readonly Route[], back: Proxy | undefined): readonly Route[] => {
    const first = rewrittenFirst(front, routes, asksPaths);
    return back && back !== front ? rewrittenBy(back, first) : first;
  };
  const chosen = rules.flatMap(({ rule, routes }) => {
    const name = rule.words[1];
    if (!name) return [];
    const back = backend(name.text, configuration);
    return passed(routes, back).map((route): RouteReading => ({ route, ...(back ? through(front, back, frame, rule) : nowhere(rule, name.text)), place: name.place }));
  });
  const rest = front.kind === 'listen' && serverCount(front) > 0 ? front : undefined;
  const fallback = nearest(front, 'default_backend').at(-1);
  const back = rest ?? (fallback && backend(fallback.words[1]?.text ?? '', configuration));
  if (!back) return fallback ? [...chosen, { route: {}, ...nowhere(fallback, fallback.words[1]?.text ?? ''), place: fallback.place }] : chosen;
  return serverCount(back) === 0 ? chosen : [...chosen, ...passed([{}], back).map((route): RouteReading => ({ route, ...through(front, back, frame, fallback), place: fallback?.words[1]?.place ?? back.place }))];
}

const backend = (name: string, { proxies }: Configuration): Proxy | undefined => proxies.find((proxy) => proxy.kind !== 'frontend' && proxy.name === name);
const serverCount = (proxy: Proxy): number => linesOf(proxy, 'server').length + linesOf(proxy, 'server-template').length;

function through(front: Proxy, back: Proxy, frame: Frame, by: HaproxyLine | undefined): Pick<RouteReading, 'settings' | 'upstream'> {
  const http = isHttp(front);
  const [first, ...others] = serversOf(back, portOf(front, frame), frame.variables);
  if (!first) return by ? nowhere(by, by.words[1]?.text ?? '') : { settings: [] };
  const upstream: UpstreamReading = {
    target: first.target,
    protocol: http ? first.protocol : 'tcp',
    pooled: http ? pooledFact(front, back) : no('mode tcp: every client connection has one of its own', by?.place ?? back.place),
    place: first.line.words[2]?.place ?? first.line.place,
    ...(others.length > 0 ? { others: others.map(({ target }) => target) } : {}),
  };
  if (!http) return { settings: tunnelSettings(front, back, frame), upstream };
  const idle = clientSettings(front, frame).find(({ timer }) => timer === 'downstream.idle');
  return { settings: [...serverSettings(back, frame), ...poolSettings(back, idle, frame.version, frame), ...retrySettings(back, frame)], upstream };
}

/** A backend that only run time names, or that stands in another file: whatever it may say of its servers is not known. */
function nowhere(line: HaproxyLine, expression: string): Pick<RouteReading, 'settings' | 'upstream'> {
  const place = line.words[1]?.place ?? line.place;
  const reason = /[%${]/.test(expression) ? 'the backend is chosen at run time' : 'this backend is not in the configuration';
  const hidden = facts.defaults.filter(({ timer }) => timer.startsWith('upstream.')).map(({ timer, name }) => configured(timer, name, { ...literal(expression, place), value: undefined }, () => undefined));
  return { settings: hidden, upstream: { target: { kind: 'unknown', reason, expression }, protocol: 'unknown', pooled: unsure(reason, place), place } };
}

function portOf(front: Proxy, { variables }: Frame): number | undefined {
  const ports = listenersOf(front, variables).flatMap((listener: Listener) => (listener.kind === 'port' ? [listener.port] : []));
  return ports.length === 1 ? ports[0] : undefined;
}
