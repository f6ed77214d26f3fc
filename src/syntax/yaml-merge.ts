import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml.ts';

export interface Merged {
  readonly entries: readonly YamlEntry[];
  /** How many entries were looked at to come there. */
  readonly work: number;
}

/** Resolves `<<` and repeated keys: a map's own keys win over merged ones, the last of its own over the earlier, the first merged map over the next. */
export function mergeEntries(raw: readonly YamlEntry[], limit: number): Merged {
  const own = raw.length < few ? fewWithoutRepeats(raw) : withoutRepeats(raw);
  if (!own.some(({ key }) => isMergeKey(key))) return { entries: own, work: 0 };
  const sources = own.filter(isMerge).flatMap(({ value }) => mapsOf(value));
  if (sources.length === 0) return { entries: own, work: 0 };
  const entries = own.filter((entry) => !isMerge(entry));
  const taken = new Set(entries.map(({ key }) => key.text));
  let work = sources.length;
  for (const source of sources) {
    work += source.entries.length;
    if (work > limit) break;
    for (const entry of source.entries) {
      if (taken.has(entry.key.text)) continue;
      taken.add(entry.key.text);
      entries.push({ ...entry, merged: true });
    }
  }
  return { entries, work };
}

const few = 8;

/** Most maps are small, and compared faster than indexed. */
function fewWithoutRepeats(raw: readonly YamlEntry[]): readonly YamlEntry[] {
  const repeats = raw.some(({ key }, index) => raw.findIndex((other) => other.key.text === key.text) < index);
  return repeats ? withoutRepeats(raw) : raw;
}

/** The branches of a template conditional may repeat a key; each stays. */
function withoutRepeats(raw: readonly YamlEntry[]): readonly YamlEntry[] {
  const last = new Map<string, number>();
  for (const [index, entry] of raw.entries()) last.set(identity(entry), index);
  return last.size === raw.length ? raw : raw.filter((entry, index) => last.get(identity(entry)) === index || isMerge(entry));
}

const identity = ({ key, when }: YamlEntry): string => (when === undefined ? key.text : `${key.text}\n${when}`);

function isMerge({ key, value }: YamlEntry): boolean {
  return isMergeKey(key) && (value.kind === 'map' || (value.kind === 'list' && value.items.every((item) => item.kind === 'map')));
}

const isMergeKey = (key: YamlScalar): boolean => key.text === '<<' && key.style === 'plain';

function mapsOf(node: YamlNode): readonly YamlMap[] {
  if (node.kind === 'map') return [node];
  return node.kind === 'list' ? node.items.filter((item) => item.kind === 'map') : [];
}
