import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import type { Argument } from '../../syntax/nginx.ts';
import { environmentVariable, visibleDefault } from '../../syntax/template.ts';
import { literal } from '../setting.ts';

/** What an environment variable or template variable is, where the repository says so. */
export type Variables = (name: string) => Text | undefined;

const hole = /\$\{(\w{1,80})(?::?-([^{}$]{0,80}))?\}|\$([A-Z][A-Z0-9_]{1,80})\b|\{\{.{0,200}?\}\}|<%.{0,200}?%>/g;

/** What {@link textOf} says that an argument is, without where it comes from. */
export const valueOf = (argument: Argument, variables: Variables): string | undefined => (isPlain(argument) ? argument.text : textOf(argument, variables).value);

const isPlain = ({ text, template }: Argument): boolean => template === undefined && !/[$<]|\{\{/.test(text);

/** The text of an argument after envsubst and the like; only known at run time where a variable stays open. */
export function textOf(argument: Argument, variables: Variables): Text {
  const raw = argument.text;
  if (isPlain(argument)) return taken(raw, argument);
  const holes = raw.length > 2000 ? [] : [...raw.matchAll(hole)];
  const filled = holes.map((found) => fill(found, variables, argument.place));
  const used = filled.filter((text) => text !== undefined);
  const [first] = used;
  const isOpen = filled.some((text, index) => text === undefined && isTemplate(holes[index]?.[0] ?? ''));
  if (isOpen || (argument.template !== undefined && !first)) return { ...literal(raw, argument.place), value: undefined, ...openVariable(holes, filled) };
  if (!first) return taken(raw, argument);
  const variable = first.variable === undefined ? {} : { variable: first.variable };
  const origin = used.find((text) => text.origin !== 'configured')?.origin ?? 'configured';
  return { value: substituted(raw, holes, filled), expression: raw, places: passed(used, argument.place), origin, ...variable };
}

/** What a template put there from elsewhere shows the place that it comes from first. */
function taken(raw: string, { place, through }: Argument): Text {
  if (!through) return literal(raw, place);
  return { value: raw, expression: raw, places: through.places, origin: through.declared ? 'declared' : 'visible-default', variable: through.variable };
}

/** The environment variable that is not known, unless more than one is. */
function openVariable(holes: readonly RegExpExecArray[], filled: readonly (Text | undefined)[]): { readonly variable?: string } {
  const names = new Set(holes.flatMap((found, index) => (filled[index] === undefined ? [nameIn(found)] : [])));
  const [only] = names;
  return names.size === 1 && only !== undefined ? { variable: only } : {};
}

const nameIn = (found: RegExpExecArray): string | undefined => found[1] ?? found[3] ?? environmentVariable(found[0]);

function fill(found: RegExpExecArray, variables: Variables, place: Place): Text | undefined {
  const name = nameIn(found);
  const given = name === undefined ? undefined : variables(name);
  if (given) return given.value === undefined ? undefined : given;
  const shown = visibleDefault(found[0]);
  return shown && { ...literal(shown.value, place), origin: 'visible-default', variable: shown.variable };
}

/** `$uri` and `${uri}` are nginx's own: envsubst variables are upper case by habit. */
const isTemplate = (written: string): boolean => !/^\$\{[a-z][a-z0-9_]*\}$/.test(written);

function substituted(raw: string, holes: readonly RegExpExecArray[], filled: readonly (Text | undefined)[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const [index, found] of holes.entries()) {
    parts.push(raw.slice(at, found.index), filled[index]?.value ?? found[0]);
    at = found.index + found[0].length;
  }
  return [...parts, raw.slice(at)].join('');
}

function passed(used: readonly Text[], place: Place): readonly [Place, ...Place[]] {
  const [first = place, ...rest] = used.flatMap((text) => text.places);
  return [first, ...rest, ...(first === place ? [] : [place])];
}
