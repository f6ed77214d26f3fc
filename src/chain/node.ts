import type { Layer, Project, Route } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import type { Setting } from '../model/setting.ts';
import { aboutOf, withDefaults } from '../systems/defaults.ts';
import type { SystemFacts } from '../systems/facts.ts';
import { processSettings } from '../systems/workload-defaults.ts';
import { conditionsOf } from './conditions.ts';
import { derivedLimits } from './derived.ts';
import { grouped } from './grouping.ts';
import type { LayerReading, MiddleboxReading, RouteReading, UpstreamReading } from '../systems/system.ts';

/** A layer that a system found, before it is joined. */
export interface Found {
  readonly reading: LayerReading;
  readonly facts: SystemFacts;
  readonly project: Project;
  /** The set of workloads that it was found in; absent for a stray file. */
  readonly scene: Scene | undefined;
}

export interface FoundMiddlebox {
  readonly reading: MiddleboxReading;
  readonly facts: SystemFacts;
  readonly project: Project;
  readonly scene: Scene | undefined;
}

/** A found layer with an identity, its routes grouped by what is in force on them. */
export interface Node extends Found {
  readonly id: string;
  readonly groups: readonly RouteGroup[];
}

/** Routes of one layer with the same settings and the same upstream. */
export interface RouteGroup {
  readonly routes: readonly Route[];
  /** Every route of the layer: one of another group wins where it fits better. */
  readonly rivals: readonly Route[];
  readonly upstream: UpstreamReading | undefined;
  readonly layer: Layer;
  readonly place: Place;
}

export function nodesOf(found: readonly Found[]): readonly Node[] {
  const taken = new Map<string, number>();
  return found.map((one) => {
    const base = `${one.reading.system}:${one.reading.name}@${one.reading.place.file}${one.scene?.when ? `?${one.scene.when}` : ''}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const id = count === 1 ? base : `${base}~${count}`;
    return { ...one, id, groups: groupsOf(one, id) };
  });
}

function groupsOf(found: Found, id: string): readonly RouteGroup[] {
  const { routes, place } = found.reading;
  const groups = grouped(routes);
  if (groups.length === 0) return [{ routes: [{}], rivals: [], upstream: undefined, layer: layerOf(found, id, [], true), place }];
  const rivals = routes.map((route) => route.route);
  const forwarding = groups.filter(([first]) => first?.upstream !== undefined);
  return (forwarding.length > 0 ? forwarding : groups.slice(0, 1)).map((members, index) => group(found, index === 0 ? id : `${id}#${index}`, members, rivals));
}

function group(found: Found, id: string, members: readonly RouteReading[], rivals: readonly Route[]): RouteGroup {
  const [first] = members;
  let layer: Layer | undefined;
  return {
    routes: members.map((member) => member.route),
    rivals,
    upstream: first?.upstream,
    // Of thousands of routes most belong to chains beyond the bounds.
    get layer() {
      return (layer ??= layerOf(found, id, members, first?.upstream !== undefined));
    },
    place: first?.place ?? found.reading.place,
  };
}

function layerOf({ reading, facts, project }: Found, id: string, routes: readonly RouteReading[], forwards: boolean): Layer {
  const own = merged([...reading.settings, ...(reading.process ? processSettings(reading.process) : [])], routes[0]?.settings ?? []);
  const bearer = { version: reading.version, place: reading.defaultPlace ?? reading.place, ...(reading.profile ? { profile: reading.profile } : {}), ...(reading.defaultNames ? { names: reading.defaultNames } : {}) };
  const settings = withDefaults(own, facts, bearer).filter((setting) => forwards || reading.kind === 'app-server' || !/^(upstream|retry)\./.test(setting.timer));
  const { system, kind, name, version, place, process } = reading;
  const [about, repeats] = [aboutOf(facts, version, reading.profile), routes[0]?.upstream?.repeats];
  return { id, system, kind, name, version, ...(reading.assumed ? { assumed: reading.assumed } : {}), ...(reading.profile ? { profile: reading.profile } : {}), place, settings, conditions: conditionsOf(reading, routes, settings), derived: derivedLimits(settings), ...(process?.behindShell && rolling.has(process.workload.kind) ? { behindShell: process.behindShell } : {}), project, about: { ...about, ...(about.reuse && repeats ? { reuse: { ...about.reuse, retries: repeats } } : {}) } };
}

/** Workloads whose programs are replaced one by one while requests come. */
const rolling = new Set(['deployment', 'statefulset', 'rollout', 'ecs']);

/** A route's own settings win over the layer's. */
function merged(base: readonly Setting[], own: readonly Setting[]): readonly Setting[] {
  const has = new Set(own.map((setting) => `${setting.timer} ${setting.side ?? ''}`));
  return [...base.filter((setting) => !has.has(`${setting.timer} ${setting.side ?? ''}`)), ...own];
}
