import type { Config, DeclaredChain, DeclaredLink } from '../config/config.ts';
import { day, hour, minute, ms, parseDuration, second } from '../model/duration.ts';
import type { LayerKind, Project } from '../model/layer.ts';
import type { Problem } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import type { Setting } from '../model/setting.ts';
import { counts } from '../model/timer.ts';
import { no, yes } from '../model/value.ts';
import type { SystemFacts } from '../systems/facts.ts';
import { configured } from '../systems/setting.ts';
import type { Target } from '../systems/system.ts';
import type { Found, FoundMiddlebox } from './node.ts';
import { declaredHost } from './around.ts';

/** Chains that hoplint.yaml says stand elsewhere, as layers that are found like any other. */
export interface Declared {
  readonly layers: readonly Found[];
  readonly middleboxes: readonly FoundMiddlebox[];
  readonly problems: readonly Problem[];
}

export function declaredLayers({ chains }: Config, facts: ReadonlyMap<string, SystemFacts>, scenes: readonly Scene[]): Declared {
  const parts = chains.map((chain, index) => declareChain(chain, index + 1, facts, scenes));
  return { layers: parts.flatMap((part) => part.layers), middleboxes: parts.flatMap((part) => part.middleboxes), problems: parts.flatMap((part) => part.problems) };
}

function declareChain(chain: DeclaredChain, number: number, facts: ReadonlyMap<string, SystemFacts>, scenes: readonly Scene[]): Declared {
  const layers: Found[] = [];
  const middleboxes: FoundMiddlebox[] = [];
  const problems: Problem[] = [];
  for (const [index, link] of chain.via.entries()) {
    const system = link.client ?? link.middlebox ?? link.system;
    if (system === undefined) continue;
    const known = facts.get(system);
    if (!known) {
      problems.push({ place: link.place, message: `hoplint knows no system called ${system}; known: ${[...facts.keys()].sort().join(', ')}` });
      continue;
    }
    const next = targetAfter(chain, index, number, scenes);
    if (link.middlebox === undefined) layers.push(layerOf(link, known, hostOf(number, index), next));
    else if (next) middleboxes.push(middleboxOf(link, known, next));
  }
  return { layers, middleboxes, problems };
}

const root: Project = { folder: '', sample: false };

/** Names that no file can hold, so that a declared layer meets its declared neighbour and nothing else. */
const hostOf = (chain: number, link: number): string => `${declaredHost}${chain}-${link}`;

/** The next link that ends a connection. */
function targetAfter({ via }: DeclaredChain, index: number, number: number, scenes: readonly Scene[]): Target | undefined {
  const at = via.findIndex((link, other) => other > index && link.middlebox === undefined);
  const link = via[at];
  if (!link) return undefined;
  if (link.layer === undefined) return { kind: 'host', host: hostOf(number, at), port: undefined };
  const process = scenes.filter((scene) => scene.when === undefined).flatMap((scene) => scene.processes).find(({ workload, container }) => link.layer === `${workload.kind.toLowerCase()}/${workload.name}` || link.layer === `service/${container}` || link.layer === workload.name);
  return process ? { kind: 'process', process: process.id, port: undefined } : { kind: 'unknown', reason: 'no such workload in this repository', expression: link.layer };
}

function layerOf(link: DeclaredLink, facts: SystemFacts, host: string, next: Target | undefined): Found {
  const kind: LayerKind = facts.kind === 'middlebox' ? 'proxy' : facts.kind;
  const pooled = link.client === undefined ? yes('declared in hoplint.yaml; proxies reuse connections', link.place) : no('nothing is declared about reuse', link.place);
  const upstream = next ? { upstream: { target: next, protocol: 'http/1.1' as const, pooled, place: link.place } } : {};
  return {
    facts,
    project: root,
    scene: undefined,
    reading: {
      system: facts.system, kind, name: `${facts.title} (declared)`, version: { reason: 'declared in hoplint.yaml without a version' }, place: link.place,
      settings: settingsOf(link, facts),
      listens: [{ kind: 'host', host, place: link.place }],
      routes: [{ route: {}, settings: [], place: link.place, ...upstream }],
    },
  };
}

function middleboxOf(link: DeclaredLink, facts: SystemFacts, fronts: Target): FoundMiddlebox {
  return { facts, project: root, scene: undefined, reading: { system: facts.system, name: facts.title, place: link.place, settings: settingsOf(link, facts), fronts, hosts: [] } };
}

/** Every timer that the option of this name feeds; `idle` stands for what a middlebox forgets after. */
function settingsOf({ settings }: DeclaredLink, facts: SystemFacts): readonly Setting[] {
  return settings.flatMap(({ name, value, place }) => {
    const fed = facts.defaults.filter((entry) => entry.name === name || entry.timer === name || (name === 'idle' && /\.idle$/.test(entry.timer)));
    const timers = [...new Set(fed.map((entry) => entry.timer))];
    return timers.map((timer) => configured(timer, name, { value, expression: value, places: [place], origin: 'declared' }, (text) => (counts.has(timer) ? Number(text) : parseDuration(text, grammar))));
  });
}

/** hoplint.yaml asks for units; a bare number is taken as the seconds that most options mean. */
const grammar = { bare: second, suffixes: { ms, s: second, m: minute, h: hour, d: day }, decimals: true, compound: true };
