import type { Route } from '../../model/layer.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';
import { below, type Where } from '../rewriting.ts';

/** Definitions of `@name` in force. */
export type Matchers = ReadonlyMap<string, Matcher>;

interface Matcher {
  readonly routes: readonly Route[];
  /** It has no other conditions. */
  readonly isPathOnly: boolean;
}

/** The matchers that a block defines, over those around it. */
export function matchersIn(directives: readonly CaddyDirective[], outer: Matchers): Matchers {
  return new Map([...outer, ...directives.filter(({ name }) => name.startsWith('@')).map((definition) => [definition.name, defined(definition)] as const)]);
}

/** On one line, or a block of conditions that all have to hold. Other conditions narrow nothing that a route can say. */
function defined({ args, children }: CaddyDirective): Matcher {
  const [first, ...rest] = args;
  const lines = children ?? (first ? [{ name: first.text, args: rest }] : []);
  const words = (name: string): readonly string[] => lines.filter((line) => line.name === name).flatMap((line) => line.args.map(({ text }) => text));
  const pattern = words('path_regexp').at(-1);
  const paths = words('path').map(pathRoute);
  const routes: readonly Route[] = pattern === undefined ? (paths.length > 0 ? paths : [{}]) : [{ path: pattern, match: 'pattern' }];
  const hosts = words('host').filter((host) => !host.includes('{'));
  const [method, ...methods] = words('method');
  const narrow: Route = { ...(hosts.length === 1 && hosts[0] !== undefined ? { host: hosts[0] } : {}), ...(method !== undefined && methods.length === 0 ? { method } : {}) };
  return { routes: routes.map((route) => ({ ...route, ...narrow })), isPathOnly: lines.every(({ name }) => name === 'path') };
}

/** `/api/*` and `/api*` are prefixes, `/api` is that path alone. */
export function pathRoute(path: string): Route {
  if (path === '*' || path === '/*' || path === '') return {};
  if (!path.slice(0, -1).includes('*')) return path.endsWith('*') ? { path: path.slice(0, -1), match: 'prefix' } : { path, match: 'exact' };
  return { path, match: 'pattern' };
}

/** What the first word of a directive narrows it to, and how many words that took. */
function narrowed({ args }: CaddyDirective, matchers: Matchers): { readonly own: readonly Route[] | undefined; readonly taken: 0 | 1 } {
  const word = args[0]?.text ?? '';
  const own = word.startsWith('@') ? (matchers.get(word)?.routes ?? [{}]) : /^(?:\/|\*$)/.test(word) ? [pathRoute(word)] : undefined;
  return { own, taken: own ? 1 : 0 };
}

/** The routes around, as far as the first word of a directive lets them through. */
export function matched(directive: CaddyDirective, matchers: Matchers, around: readonly Route[]): { readonly routes: readonly Route[]; readonly taken: 0 | 1 } {
  const { own, taken } = narrowed(directive, matchers);
  return { routes: own ? around.flatMap((outer) => own.map((route) => below(outer, route))) : around, taken };
}

/** Which requests a rewrite picks: `*` and an absent matcher all. A single word other than a name is the target itself. */
export function whereOf(directive: CaddyDirective, matchers: Matchers): { readonly where: Where; readonly taken: 0 | 1 } {
  const word = directive.args[0]?.text ?? '';
  if (directive.args.length === 1) return { where: 'all', taken: 0 };
  const { own, taken } = narrowed(directive, matchers);
  return { where: word.startsWith('@') && !matchers.get(word)?.isPathOnly ? 'some' : (own ?? 'all'), taken };
}
