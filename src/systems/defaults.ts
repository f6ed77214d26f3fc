import type { About, Relays, Reuse, Version } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import { exact, type Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import { known, never, off, type Value } from '../model/value.ts';
import type { Default, SystemFacts } from './facts.ts';
import { atLeast } from './version.ts';

/** The layer for which defaults are wanted. */
export interface Bearer {
  readonly version: Version;
  readonly profile?: string;
  /** Where a default that nobody wrote is said to stand. */
  readonly place: Place;
  /** The documented option, where it has several names: `--timeout` on a command line, `timeout` in a file. */
  readonly names?: ReadonlyMap<Timer, string>;
}

/** The written settings, with what the facts know of their clocks, and the defaults of everything that nobody wrote. */
export function withDefaults(written: readonly Setting[], facts: SystemFacts, bearer: Bearer): readonly Setting[] {
  const possible = facts.defaults.filter((entry) => !entry.profiles || (bearer.profile !== undefined && entry.profiles.includes(bearer.profile)));
  const timers = new Map<string, Default[]>();
  for (const entry of possible) timers.set(keyOf(entry), [...(timers.get(keyOf(entry)) ?? []), entry]);
  const has = new Set(written.map(keyOf));
  const unwritten = [...timers].filter(([key]) => !has.has(key)).flatMap(([, entries]) => defaultSetting(entries, facts, bearer) ?? []);
  return [...written.map((setting) => enriched(setting, timers.get(keyOf(setting)) ?? [], bearer.version)), ...unwritten];
}

/** What the facts say of a layer of this version. */
export function aboutOf(facts: SystemFacts, version: Version, profile?: string): About {
  const traits = (facts.traits ?? []).filter((trait) => version.known !== undefined && applies(trait, version.known) === true).map((trait) => trait.name);
  return {
    title: facts.title,
    traits,
    ...(facts.reuse ? { reuse: reuseOf(facts.reuse, version) } : {}),
    ...(facts.relays ? { relays: relaysOf(facts.relays, version) } : {}),
    ...(profile !== undefined && facts.endsByClose?.includes(profile) ? { endsByClose: true as const } : {}),
    ...(facts.sendsHint ? { sendsHint: facts.sendsHint } : {}),
    ...(facts.sideBySide ? { sideBySide: facts.sideBySide } : {}),
    ...(facts.language ? { language: facts.language } : {}),
  };
}

function reuseOf({ retriesSince, ...reuse }: NonNullable<SystemFacts['reuse']>, version: Version): Reuse {
  const isOld = retriesSince !== undefined && version.known !== undefined && atLeast(version.known, retriesSince) === false;
  return isOld ? { ...reuse, retries: 'none' } : reuse;
}

function relaysOf({ shortBefore, ...relays }: NonNullable<SystemFacts['relays']>, version: Version): Relays {
  const isOld = shortBefore !== undefined && version.known !== undefined && atLeast(version.known, shortBefore) === false;
  return isOld ? { ...relays, body: 'short' } : relays;
}

const keyOf = ({ timer, side }: { readonly timer: Timer; readonly side?: string }): string => `${timer} ${side ?? ''}`;

/** Windows and effects belong to the clock, whoever set its value. */
function enriched(setting: Setting, entries: readonly Default[], version: Version): Setting {
  const entry = entries.find((one) => version.known === undefined || applies(one, version.known) !== false) ?? entries[0];
  if (!entry) return setting;
  const effect = setting.effect ?? entry.effect;
  return { ...setting, window: setting.window === exact ? (entry.window ?? exact) : setting.window, ...(effect ? { effect } : {}) };
}

function defaultSetting(entries: readonly Default[], facts: SystemFacts, bearer: Bearer): Setting | undefined {
  const { version } = bearer;
  const fitting = entries.filter((entry) => version.known === undefined || applies(entry, version.known) !== false);
  const certain = version.known === undefined ? undefined : fitting.find((entry) => applies(entry, version.known ?? '') === true);
  const distinct = certain ? [certain] : fitting.filter((entry, index) => fitting.findIndex((other) => other.value === entry.value) === index);
  const [first] = distinct;
  if (!first) return undefined;
  return {
    timer: first.timer,
    name: bearer.names?.get(first.timer) ?? first.name,
    value: distinct.length === 1 ? valueOf(first) : oneOf(distinct, facts),
    provenance: { kind: 'default', of: version.known === undefined ? facts.title : `${facts.title} ${version.known}`, link: first.link },
    place: bearer.place,
    via: [],
    window: first.window ?? exact,
    fixed: first.fixed ?? false,
    ...(first.effect ? { effect: first.effect } : {}),
    ...(first.side ? { side: first.side } : {}),
  };
}

/** `undefined` when too few parts of the version are known. */
function applies({ since, before }: Pick<Default, 'since' | 'before'>, version: string): boolean | undefined {
  const lower = since === undefined ? true : atLeast(version, since);
  const upper = before === undefined ? false : atLeast(version, before);
  if (lower === false || upper === true) return false;
  return lower === undefined || upper === undefined ? undefined : true;
}

function valueOf({ value }: Default): Value {
  if (value === 'never') return never;
  return typeof value === 'number' ? known(value, String(value)) : off(value.off);
}

function oneOf(entries: readonly Default[], facts: SystemFacts): Value {
  const members = entries.map((entry) => ({ amount: typeof entry.value === 'number' ? entry.value : Number.POSITIVE_INFINITY, when: `${facts.title} ${rangeText(entry)}`.trim() }));
  const newest = entries.find((entry) => entry.since !== undefined)?.since ?? entries.find((entry) => entry.before !== undefined)?.before ?? '…';
  return { kind: 'one-of', members, settledBy: `versions: { ${facts.system}: "${newest}" }` };
}

function rangeText({ since, before }: Default): string {
  if (since !== undefined && before !== undefined) return `${since} to ${before}`;
  return since === undefined ? (before === undefined ? '' : `before ${before}`) : `from ${since}`;
}
