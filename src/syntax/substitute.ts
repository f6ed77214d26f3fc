import { distinctPlaces } from '../model/distinct.ts';
import type { Place } from '../model/place.ts';
import type { Text } from '../model/value.ts';

export interface SubstituteOptions {
  /** `$NAME` without braces stays as it is, as in Kubernetes or systemd `%`-texts. */
  readonly bracesOnly?: boolean;
  /** Kubernetes: `$(NAME)`. */
  readonly parentheses?: boolean;
}

type Places = [Place, ...Place[]];

interface State {
  readonly place: Place;
  readonly env: (name: string) => Text | undefined;
  readonly options: SubstituteOptions;
  readonly places: Place[];
  origin: Text['origin'];
  variable: string | undefined;
  isUnknown: boolean;
}

const maxDepth = 10;
/** From `${` to its `}`. */
const longestReference = 4_000;

/** Puts the values of variables in; a variable without value and default leaves the whole text unknown. */
export function substitute(text: string, place: Place, env: (name: string) => Text | undefined, options: SubstituteOptions = {}): Text {
  const state: State = { place, env, options, places: [], origin: 'configured', variable: undefined, isUnknown: false };
  const value = expand(state, text, maxDepth);
  const places = distinctPlaces([...state.places, place]) as Places;
  const variable = state.variable === undefined ? {} : { variable: state.variable };
  return { value: state.isUnknown ? undefined : value, expression: text, places, origin: state.origin, ...variable };
}

function expand(state: State, text: string, depth: number): string {
  let value = '';
  let at = 0;
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
    const reference = referenceAt(text, dollar, state.options);
    if (reference === 'endless') {
      state.isUnknown = true;
      return value;
    }
    value += text.slice(at, dollar) + (reference ? resolve(state, reference, depth) : '$');
    at = reference ? reference.end : dollar + 1;
  }
  return value + text.slice(at);
}

interface Reference {
  readonly end: number;
  /** Empty for an escaped dollar. */
  readonly name: string;
  /** `:-`, `-`, `:?`, `?`, `:+`, `+`, `:=`, `=` or none. */
  readonly operator: string;
  readonly operand: string;
}

function referenceAt(text: string, start: number, { bracesOnly, parentheses }: SubstituteOptions): Reference | 'endless' | undefined {
  const next = text[start + 1];
  const plain = { operator: '', operand: '' };
  if (next === '$') return { end: start + 2, name: '', ...plain };
  if (parentheses) {
    const match = /^\$\(([A-Za-z_][\w.-]*)\)/.exec(text.slice(start, start + 300));
    return match ? { end: start + match[0].length, name: match[1] ?? '', ...plain } : undefined;
  }
  if (next === '{') return braced(text, start);
  const match = bracesOnly ? null : /^\$([A-Za-z_]\w*)/.exec(text.slice(start, start + 300));
  return match ? { end: start + match[0].length, name: match[1] ?? '', ...plain } : undefined;
}

function braced(text: string, start: number): Reference | 'endless' | undefined {
  const head = /^\$\{([A-Za-z_][\w.]*)(:?[-=?+]|(?=\}))/.exec(text.slice(start, start + 300));
  if (!head) return undefined;
  const from = start + head[0].length;
  const limit = Math.min(text.length, start + longestReference);
  let depth = 1;
  for (let at = from; at < limit; at++) {
    if (text[at] === '{' && text[at - 1] === '$') depth++;
    if (text[at] !== '}' || --depth > 0) continue;
    return { end: at + 1, name: head[1] ?? '', operator: head[2] ?? '', operand: text.slice(from, at) };
  }
  return limit < text.length ? 'endless' : undefined;
}

function resolve(state: State, { name, operator, operand }: Reference, depth: number): string {
  if (name === '') return '$';
  const found = depth > 0 ? state.env(name) : undefined;
  const isSet = found !== undefined && !(operator.startsWith(':') && found.value === '');
  if (operator.endsWith('+')) return isSet && depth > 0 ? expand(state, operand, depth - 1) : unset(state, name, found);
  if (isSet) return take(state, name, found);
  if (!/[-=]$/.test(operator)) return unset(state, name, found);
  if (depth <= 0) return unset(state, name, found);
  state.origin = 'visible-default';
  state.variable ??= name;
  return expand(state, operand, depth - 1);
}

function take(state: State, name: string, found: Text): string {
  state.places.push(...found.places);
  if (state.origin === 'configured') state.origin = found.origin;
  state.variable ??= found.variable ?? name;
  if (found.value === undefined) state.isUnknown = true;
  return found.value ?? '';
}

/** An empty value that a `:` operator passes over is still empty. */
function unset(state: State, name: string, found: Text | undefined): string {
  if (found?.value === '') return '';
  state.variable ??= name;
  state.isUnknown = true;
  return '';
}
