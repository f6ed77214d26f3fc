import { parseDuration } from '../../model/duration.ts';
import type { Route } from '../../model/layer.ts';
import type { Ingress, IngressPath, Scene } from '../../model/scene.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { no, type Text, yes } from '../../model/value.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { documented } from '../documented.ts';
import type { SystemFacts } from '../facts.ts';
import { milliseconds, poolFacts } from '../haproxy/facts.ts';
import { thinnedOut } from '../haproxy/pool.ts';
import { shorter } from '../haproxy/settings.ts';
import { ingressController } from '../ingress-class.ts';
import { ingressHosts, ingressRoute } from '../ingress-route.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading, Written } from '../system.ts';
import { facts, keepAliveFacts, keys, type Maker, makers } from './facts.ts';
import { foreign, unread } from './unread.ts';

/** Ingresses that a controller built on HAProxy serves. */
export function readScene(scene: Scene): Reading | undefined {
  const served = scene.ingresses.flatMap((ingress) => {
    const maker = makerOf(ingress, scene);
    return maker ? [{ ingress, maker }] : [];
  });
  if (served.length === 0) return undefined;
  return { layers: served.map(({ ingress, maker }) => layer(ingress, maker, scene)), written: served.flatMap(({ ingress, maker }) => [...refusals(ingress, maker), ...unread(ingress, maker), ...(isNamed(ingress, maker, scene) ? foreign(ingress, maker) : [])]) };
}

function makerOf(ingress: Ingress, scene: Scene): Maker | undefined {
  const controller = ingressController(ingress, scene);
  const speaks = ({ prefixes }: Maker): boolean => [...ingress.annotations.keys()].some((key) => prefixes.some((prefix) => key.startsWith(prefix)));
  if (controller === undefined || !/haproxy/.test(controller)) return undefined;
  return makers.find((maker) => maker.controller.test(controller)) ?? makers.toReversed().find(speaks) ?? makers[0];
}

/** Whether an IngressClass, not a custom, tells which of the two controllers serves it. */
const isNamed = (ingress: Ingress, { controller }: Maker, scene: Scene): boolean => controller.test(ingressController(ingress, scene) ?? '');

const version = { reason: 'the controller\'s image is not in the repository' } as const;

function layer(ingress: Ingress, maker: Maker, scene: Scene): LayerReading {
  const global = (key: string): Text | undefined => configMapText(key, scene);
  return {
    system: facts.system, kind: 'proxy', name: `${maker.title} (ingress/${ingress.name})`, version, place: ingress.classPlace, settings: [],
    listens: [...ingressHosts(ingress), { kind: 'controller', controller: facts.system, place: ingress.classPlace }],
    routes: ingress.paths.map((path) => routeOf(path, ingress, maker, global, scene)),
  };
}

function routeOf(path: IngressPath, ingress: Ingress, maker: Maker, global: (key: string) => Text | undefined, scene: Scene): RouteReading {
  const service = scene.services.find(({ name, namespace }) => name === path.service && namespace === ingress.namespace);
  const settings = keys.flatMap(([written, timers]): readonly Setting[] => {
    const key = written === 'keep-alive' ? maker.keepAlive : written;
    const prefixes = maker.annotations.has(key) ? maker.prefixes : [];
    const annotation = [service, ingress].flatMap((object) => prefixes.flatMap((prefix) => object?.annotations.get(`${prefix}${key}`) ?? []))[0];
    const text = annotation?.text ?? global(key);
    return text ? timers.map((timer) => configured(timer, annotation?.key ?? key, text, (value) => parseDuration(value, milliseconds))) : [];
  });
  const pool = documented(poolFacts, new Set<Timer>(['upstream.idle']), { version, place: path.place }).map(thinnedOut);
  return {
    route: { ...ingressRoute(path), ...rewritten(ingress, maker) }, settings: [...settings.filter(({ timer }) => timer !== 'downstream.idle'), ...idleOf(settings, maker, path.place), ...pool], place: path.place,
    upstream: { target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port }, protocol: 'http/1.1', pooled: yes('HAProxy keeps idle connections to servers', path.place), place: path.place },
  };
}

/** Both controllers change paths by annotations of their own making. */
function rewritten({ annotations }: Ingress, { prefixes }: Maker): Pick<Route, 'becomes'> {
  const why = ['rewrite-target', 'path-rewrite'].find((name) => prefixes.some((prefix) => annotations.has(`${prefix}${name}`)));
  return why === undefined ? {} : { becomes: { kind: 'unknown', why } };
}

/** `timeout-client` runs between two requests as well; where neither is written the facts have the shorter one. */
function idleOf(settings: readonly Setting[], maker: Maker, place: Place): readonly Setting[] {
  const [alive, client] = (['downstream.idle', 'downstream.send'] as const).map((timer) => settings.find((setting) => setting.timer === timer));
  if (!alive && !client) return [];
  const byDefault = (source: SystemFacts, timer: Timer, name: string) => documented(source, new Set([timer]), { version, place, names: new Map([[timer, name]]) })[0];
  const waits = alive ?? byDefault(keepAliveFacts, 'downstream.idle', maker.keepAlive);
  const other = client ?? byDefault(facts, 'downstream.send', 'timeout-client');
  return waits && other ? [shorter('downstream.idle', waits, other, 'timeout-client runs between two requests as well')] : [];
}

/** A ConfigMap of the name that the controllers' manifests give theirs. */
function configMapText(key: string, { objects }: Scene): Text | undefined {
  const map = objects.find(({ kind, name }) => kind === 'ConfigMap' && /haproxy/.test(name));
  const node = get(map?.node, 'data', key);
  return isScalar(node) ? toText(node) : undefined;
}

/** Annotations that no HAProxy would take as a time. */
function refusals(ingress: Ingress, maker: Maker): readonly Written[] {
  return [...ingress.annotations.values()].flatMap((annotation) => {
    const prefix = maker.prefixes.find((one) => annotation.key.startsWith(one));
    const { value } = annotation.text;
    if (prefix === undefined || !maker.annotations.has(annotation.key.slice(prefix.length)) || value === undefined || parseDuration(value, milliseconds) !== undefined) return [];
    return [{
      fault: 'ineffective' as const, system: facts.system, name: annotation.key, text: annotation.text, place: annotation.text.places[0], related: [], refused: true as const,
      works: no(`${value} is not a whole number with one of the units us, ms, s, m, h, d`, ...annotation.text.places),
      symptom: 'the controller logs an error and the value of the ConfigMap or the default stays in force', advice: 'write one whole number and one unit, such as 90s', link: maker.link,
    }];
  });
}
