import type { Middlebox } from '../model/layer.ts';
import { withDefaults } from '../systems/defaults.ts';
import type { Target } from '../systems/system.ts';
import { nameMatches } from './around.ts';
import { isByHand, starts } from './containment.ts';
import type { FoundMiddlebox, Node, RouteGroup } from './node.ts';
import type { Resolve } from './resolve.ts';

/** Which middleboxes stand before a layer, and which on the way out of a project. */
export interface Fronting {
  readonly before: (node: Node) => readonly Middlebox[];
  readonly egress: (node: Node) => readonly Middlebox[];
  /** Those that a layer itself asks for by one of their public names, whether or not the repository shows what stands behind them. */
  readonly named: (node: Node, group: RouteGroup) => readonly Middlebox[];
}

export function frontingOf(found: readonly FoundMiddlebox[], resolve: Resolve): Fronting {
  const before = new Map<string, Middlebox[]>();
  for (const one of found) {
    if (one.reading.fronts.kind === 'egress') continue;
    const target = resolve(one.reading.fronts, standIn(one), one.reading.place);
    const ends = target.kind === 'joined' ? target.ends : [];
    for (const { node } of ends) before.set(node.id, [...(before.get(node.id) ?? []), middlebox(one)]);
  }
  const outward = found.filter((one) => one.reading.fronts.kind === 'egress');
  return {
    before: (node) => before.get(node.id) ?? [],
    egress: (node) => outward.filter((one) => one.project.folder === node.project.folder && mayPass(node, one)).map(middlebox),
    named: (node, { upstream }) => (upstream ? found.filter((one) => one.project.folder === node.project.folder && one.scene?.when === undefined && isNamed(one, upstream.target)).map(middlebox).slice(0, 1) : []),
  };
}

function isNamed({ reading }: FoundMiddlebox, target: Target): boolean {
  const host = target.kind === 'host' || target.kind === 'port' ? target.host?.toLowerCase() : undefined;
  return host !== undefined && reading.hosts.some((name) => nameMatches(name.toLowerCase(), host));
}

/** Where the programs behind a way out are described, only they take it; a script for people runs elsewhere, unless one of them starts it. */
function mayPass(node: Node, { scene }: FoundMiddlebox): boolean {
  const { reading } = node;
  const processes = scene?.processes ?? [];
  if (isByHand(node)) return processes.some((process) => starts(process, reading.place.file));
  return processes.length === 0 || processes.some(({ sources }) => sources.some((folder) => folder === '' || folder === '.' || reading.place.file.startsWith(`${folder}/`)));
}

function middlebox({ reading, facts }: FoundMiddlebox): Middlebox {
  const { system, name, place, expiry = facts.expiry ?? 'silent' } = reading;
  return { system, name, place, expiry, settings: withDefaults(reading.settings, facts, { version: { reason: 'a service has no version' }, place }) };
}

/** Targets are looked up from somewhere: from the middlebox's own scene. */
const standIn = ({ project, scene, facts, reading }: FoundMiddlebox): Node => ({
  id: `middlebox ${reading.name}`, project, scene, facts, groups: [],
  reading: { system: reading.system, kind: 'load-balancer', name: reading.name, version: { reason: '' }, place: reading.place, settings: [], listens: [], routes: [] },
});
