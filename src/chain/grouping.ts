import type { Setting } from '../model/setting.ts';
import type { Value } from '../model/value.ts';
import type { RouteReading, UpstreamReading } from '../systems/system.ts';

/** Puts routes with equal settings and the same upstream together, in the order of first appearance. */
export function grouped(routes: readonly RouteReading[]): readonly (readonly RouteReading[])[] {
  const [signatures, shared] = [signing(), numbering()];
  const groups = new Map<string, RouteReading[]>();
  for (const route of routes) {
    const key = `${route.upstream ? upstreamKey(route.upstream, shared) : ''}\n${signatures(route.settings)}`;
    const same = groups.get(key);
    if (same) same.push(route);
    else groups.set(key, [route]);
  }
  return [...groups.values()];
}

/** Neighbours share most of their settings, each at the same place of its list. */
function signing(): (settings: readonly Setting[]) => string {
  let [last, known]: [readonly Setting[], readonly string[]] = [[], []];
  return (settings) => {
    known = settings.map((setting, index) => (last[index] === setting ? (known[index] ?? signatureOf(setting)) : signatureOf(setting)));
    last = settings;
    return known.join('\n');
  };
}

/** Equal things get the same number; one that many routes share is looked at once. */
function numbering(): (thing: object) => number {
  const [byText, byThing] = [new Map<string, number>(), new Map<object, number>()];
  return (thing) => {
    const before = byThing.get(thing);
    if (before !== undefined) return before;
    const text = JSON.stringify(thing);
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    byThing.set(thing, number);
    return number;
  };
}

/** Targets belong to upstreams that many routes name. */
function upstreamKey({ target, others, place: _, pooled, endsByClose, ...rest }: UpstreamReading, shared: (thing: object) => number): string {
  return `${shared(target)} ${others ? shared(others) : ''} ${pooled.value} ${endsByClose?.value ?? ''} ${JSON.stringify(rest)}`;
}

/** Equal for settings that no rule could tell apart. */
export const signatureOf = ({ timer, name, value, place, side }: Setting): string =>
  `${timer} ${side ?? ''} ${place.line}:${place.column}-${place.endLine}:${place.endColumn} ${name}\n${textOf(value)}\n${place.file}`;

const textOf = (value: Value): string => (value.kind === 'known' ? `${value.amount} ${value.written}` : JSON.stringify(value));
