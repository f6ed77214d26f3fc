import type { Setting } from '../model/setting.ts';
import type { Value } from '../model/value.ts';
import type { RouteReading, UpstreamReading } from '../systems/system.ts';

/** Puts routes with equal settings and the same upstream together, in the order of first appearance. */
export function grouped(routes: readonly RouteReading[]): readonly (readonly RouteReading[])[] {
  const [settings, shared] = [numbering(signatureOf), numbering((thing) => JSON.stringify(thing))];
  const groups = new Map<string, RouteReading[]>();
  for (const route of routes) {
    let key = route.upstream ? upstreamKey(route.upstream, shared) : '';
    for (const setting of route.settings) key += ` ${settings(setting)}`;
    const same = groups.get(key);
    if (same) same.push(route);
    else groups.set(key, [route]);
  }
  return [...groups.values()];
}

/** Equal things get the same number; one that many routes share is looked at once. */
function numbering<Thing extends object>(keyOf: (thing: Thing) => string): (thing: Thing) => number {
  const [byKey, byThing] = [new Map<string, number>(), new Map<Thing, number>()];
  return (thing) => {
    const before = byThing.get(thing);
    if (before !== undefined) return before;
    const key = keyOf(thing);
    const number = byKey.get(key) ?? byKey.size;
    byKey.set(key, number);
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
