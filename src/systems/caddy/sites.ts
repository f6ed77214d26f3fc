import { distinctBy } from '../../model/distinct.ts';
import type { Route } from '../../model/layer.ts';
import { changed } from '../../model/path-change.ts';
import type { Setting } from '../../model/setting.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';
import { rewriting } from '../rewriting.ts';
import type { RouteReading } from '../system.ts';
import type { Site } from './expand.ts';
import { matched, type Matchers, matchersIn, whereOf } from './matchers.ts';
import { proxied } from './proxy.ts';
import { rewriteTo, stripped, uriRewrite } from './rewrite.ts';
import { textOf, type Variables } from './text.ts';

/** Where a site listens, and under which name. */
export interface Address {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
}

/** `example.com`, `http://a.test`, `:8080`, `*.example.com:8443`, `localhost/api/*`. */
export function addressesOf({ addresses }: Site, globals: readonly CaddyDirective[], variables: Variables): readonly Address[] {
  const portOf = (name: string, fallback: number): number => Number(globals.find((line) => line.name === name)?.args[0]?.text ?? fallback);
  return addresses.map((written) => {
    const text = textOf(written, variables).value ?? '';
    const [, scheme, host = '', port, path] = /^(?:(https?):\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d{1,5}))?(\/.*)?$/.exec(text) ?? [];
    const isPlain = scheme === 'http';
    const hasPort = port !== undefined || /\S/.test(text);
    return { host: isPublic(host) ? host : undefined, path, port: port !== undefined ? Number(port) : hasPort ? portOf(isPlain ? 'http_port' : 'https_port', isPlain ? 80 : 443) : undefined };
  });
}

const isPublic = (host: string): boolean => /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host) && !/^[\d.]+$/.test(host);

/** Everything that a site hands on, by host and path. */
export function siteRoutes(site: Site, addresses: readonly Address[], settings: readonly Setting[], variables: Variables): readonly RouteReading[] {
  const around = addresses.map(({ host, path }): Route => ({ ...(host === undefined ? {} : { host }), ...(path === undefined ? {} : { path: path.replace(/\*$/, ''), match: path.endsWith('*') ? 'prefix' : 'exact' }) }));
  const distinct = distinctBy(around, (route) => JSON.stringify(route));
  return routesIn(site.directives, { around: distinct.slice(0, 8), matchers: new Map(), settings, variables });
}

interface Level {
  readonly around: readonly Route[];
  readonly matchers: Matchers;
  readonly settings: readonly Setting[];
  readonly variables: Variables;
}

const containers = new Set(['handle', 'handle_path', 'route']);
const handsOn = new Set(['reverse_proxy', 'php_fastcgi']);
const rewrites = ['rewrite', 'uri'];

/** Caddy sorts directives, so that rewrites come first; only inside `route` the order of the file counts. */
function routesIn(directives: readonly CaddyDirective[], level: Level, inOrder = false): readonly RouteReading[] {
  const matchers = matchersIn(directives, level.matchers);
  const ordered = inOrder ? directives : [...rewrites.flatMap((name) => directives.filter((one) => one.name === name)), ...directives.filter(({ name }) => !rewrites.includes(name))];
  const found: RouteReading[] = [];
  let { around } = level;
  for (const directive of ordered) {
    if (rewrites.includes(directive.name)) around = rewritten(directive, matchers, around, level.variables);
    else found.push(...handled(directive, { ...level, around, matchers }));
  }
  return found;
}

function handled(directive: CaddyDirective, level: Level): readonly RouteReading[] {
  const { routes, taken } = matched(directive, level.matchers, level.around);
  if (handsOn.has(directive.name)) return proxied(directive, directive.args.slice(taken), routes, level.settings, level.variables);
  if (!containers.has(directive.name)) return [];
  const cut = directive.name === 'handle_path' ? stripped((directive.args[0]?.text ?? '').replace(/\/?\*$/, '')) : undefined;
  return routesIn(directive.children ?? [], { ...level, around: cut ? routes.flatMap((route) => changed(route, [cut])) : routes }, directive.name === 'route');
}

function rewritten(directive: CaddyDirective, matchers: Matchers, around: readonly Route[], variables: Variables): readonly Route[] {
  const { where, taken } = whereOf(directive, matchers);
  const words = directive.args.slice(taken).map((word) => textOf(word, variables).value ?? '{}');
  return rewriting(around, where, directive.name === 'uri' ? uriRewrite(words) : rewriteTo(words[0] ?? ''));
}
