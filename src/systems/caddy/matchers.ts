import type { Route } from '../../model/layer.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';

/** Definitions of `@name` in force. */
export type Matchers = ReadonlyMap<string, readonly Route[]>;

/** The matchers that a block defines, over those around it. */
export function matchersIn(directives: readonly CaddyDirective[], outer: Matchers): Matchers {
  return new Map([...outer, ...directives.filter(({ name }) => name.startsWith('@')).map((definition) => [definition.name, defined(definition)] as const)]);
}

/** On one line, or a block of conditions that all have to hold. Other conditions narrow nothing that a route can say. */
function defined({ args, children }: CaddyDirective): readonly Route[] {
  const [first, ...rest] = args;
  const lines = children ?? (first ? [{ name: first.text, args: rest }] : []);
  const words = (name: string): readonly string[] => lines.filter((line) => line.name === name).flatMap((line) => line.args.map(({ text }) => text));
  const pattern = words('path_regexp').at(-1);
  const paths = words('path').map(pathRoute);
  const routes: readonly Route[] = pattern === undefined ? (paths.length > 0 ? paths : [{}]) : [{ path: pattern, match: 'pattern' }];
  const hosts = words('host').filter((host) => !host.includes('{'));
  const [method, ...methods] = words('method');
  const narrow: Route = { ...(hosts.length === 1 && hosts[0] !== undefined ? { host: hosts[0] } : {}), ...(method !== undefined && methods.length === 0 ? { method } : {}) };
  return routes.map((route) => ({ ...route, ...narrow }));
}

/** `/api/*` and `/api*` are prefixes, `/api` is that path alone. */
export function pathRoute(path: string): Route {
  if (path === '*' || path === '/*' || path === '') return {};
  if (!path.slice(0, -1).includes('*')) return path.endsWith('*') ? { path: path.slice(0, -1), match: 'prefix' } : { path, match: 'exact' };
  return { path, match: 'pattern' };
}

/** The routes that the first word of a directive narrows it to, and how many words that took. */
export function matched(directive: CaddyDirective, matchers: Matchers, around: readonly Route[]): { readonly routes: readonly Route[]; readonly taken: 0 | 1 } {
  const word = directive.args[0]?.text ?? '';
  const own = word.startsWith('@') ? (matchers.get(word) ?? [{}]) : /^(?:\/|\*$)/.test(word) ? [pathRoute(word)] : undefined;
  if (!own) return { routes: around, taken: 0 };
  return { routes: around.flatMap((outer) => own.map((route) => joined(outer, route))), taken: 1 };
}

/** Inside `handle_path` the prefix is gone, so the inner path follows the outer one; elsewhere it repeats it. */
function joined(outer: Route, inner: Route): Route {
  return inner.path === undefined ? { ...outer, ...inner } : { ...outer, ...inner, path: inner.path };
}
