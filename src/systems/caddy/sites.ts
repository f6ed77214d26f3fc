import { distinctBy } from '../../model/distinct.ts';
import type { Route } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';
import type { RouteReading } from '../system.ts';
import type { Site } from './expand.ts';
import { matched, type Matchers, matchersIn } from './matchers.ts';
import { proxied } from './proxy.ts';
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

function routesIn(directives: readonly CaddyDirective[], level: Level): readonly RouteReading[] {
  const matchers = matchersIn(directives, level.matchers);
  return directives.flatMap((directive) => {
    const { routes, taken } = matched(directive, matchers, level.around);
    if (handsOn.has(directive.name)) return proxied(directive, directive.args.slice(taken), routes, level.settings, level.variables);
    if (!containers.has(directive.name)) return [];
    // The path that handle_path takes away is missing in the matchers below it.
    const inner = directive.name === 'handle_path' ? withoutPaths(directive.children ?? []) : (directive.children ?? []);
    return routesIn(inner, { ...level, around: routes, matchers });
  });
}

function withoutPaths(directives: readonly CaddyDirective[]): readonly CaddyDirective[] {
  return directives.map((directive) => (handsOn.has(directive.name) && directive.args[0]?.text.startsWith('/') ? { ...directive, args: directive.args.slice(1) } : directive));
}
