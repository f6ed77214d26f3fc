import type { PathChange, Route } from '../../model/layer.ts';
import { changed, routeAfter, unknownPath } from '../../model/path-change.ts';
import type { Process } from '../../model/process.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Text } from '../../model/value.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { literal } from '../setting.ts';
import { substituted } from '../substitution.ts';
import { fromYaml, type Options, optionsOf } from './options.ts';

/** Options of one middleware, by their names below its own: `stripprefix.prefixes.0`. */
type Middleware = ReadonlyMap<string, Text>;

/** Every middleware that the repository shows, as `name@provider`. Whatever reads labels is `docker` here. */
export type Middlewares = ReadonlyMap<string, Middleware>;

export const labelMiddlewares = (processes: readonly Process[]): Middlewares =>
  grouped(processes.flatMap(({ labels }) => [...labels].map(([key, text]) => [key.toLowerCase().replace(/^traefik\./, ''), text] as const)), 'docker');

export const fileMiddlewares = (options: Options): Middlewares => grouped([...options].filter(([, { table }]) => !table).map(([key, { text }]) => [key, text] as const), 'file');

export function objectMiddlewares({ objects }: Scene): Middlewares {
  const found = objects.filter(({ kind, apiVersion }) => kind === 'Middleware' && apiVersion.startsWith('traefik.'));
  return new Map(found.map((object) => {
    const options = optionsOf(fromYaml(get(object.node, 'spec')).filter(({ table }) => !table));
    const members = objectReferences(get(object.node, 'spec', 'chain', 'middlewares'), object).map((reference, at) => [`chain.middlewares.${at}`, literal(reference, object.place)] as const);
    return [`${object.namespace}-${object.name}@kubernetescrd`.toLowerCase(), new Map([...[...options].map(([key, { text }]) => [key, text] as const), ...members])];
  }));
}

function grouped(options: readonly (readonly [string, Text])[], provider: string): Middlewares {
  const found = new Map<string, Map<string, Text>>();
  for (const [key, text] of options) {
    const [, name = '', rest = ''] = /^http\.middlewares\.([^.]+)\.(.+)$/.exec(key) ?? [];
    if (name === '') continue;
    const id = `${name}@${provider}`;
    found.set(id, (found.get(id) ?? new Map<string, Text>()).set(rest, text));
  }
  return found;
}

/** References of an IngressRoute or of a chain: `{ name, namespace }`. */
export const objectReferences = (list: YamlNode | undefined, { namespace }: KubernetesObject): readonly string[] =>
  items(list).flatMap((one) => {
    const name = textOf(get(one, 'name'));
    return name === undefined ? [] : [name.includes('@') ? name : `${textOf(get(one, 'namespace')) ?? namespace}-${name}`];
  });

/** Routes after the middlewares of their router, in order; a reference without `@` is to the router's own provider. */
export function passing(routes: readonly Route[], references: readonly string[], provider: string, middlewares: Middlewares, depth = 0): readonly Route[] {
  return depth > deepest ? routes : references.reduce((before, reference) => passed(before, reference, provider, middlewares, depth), routes);
}

const deepest = 8;
const mostRoutes = 64;

function passed(routes: readonly Route[], reference: string, own: string, middlewares: Middlewares, depth: number): readonly Route[] {
  const [name = '', written = own] = reference.toLowerCase().split('@');
  const provider = /^(?:swarm|ecs|podman)$/.test(written) ? 'docker' : written;
  const middleware = middlewares.get(`${name}@${provider}`);
  if (!middleware) return /strip|prefix|path|rewrite/.test(name) ? routes.flatMap((route) => changed(route, [unknownPath('a middleware that is not in the repository')])) : routes;
  const chained = valuesAt(middleware, 'chain.middlewares').flatMap((value) => value ?? []);
  if (chained.length > 0) return passing(routes, chained, provider, middlewares, depth + 1);
  const after = routes.flatMap((route) => changed(route, changesOf(middleware, routeAfter(route))));
  return after.length > mostRoutes ? routes.flatMap((route) => changed(route, [unknownPath('too many prefixes')])) : after;
}

/** Which of them is made depends on the path: the first that fits. */
function changesOf(middleware: Middleware, route: Route): readonly PathChange[] {
  const one = (path: string, make: (value: string) => PathChange): readonly PathChange[] => valuesAt(middleware, path).map((value) => (value === undefined ? unknownPath('a prefix that only run time tells') : make(value)));
  const regex = middleware.get('replacepathregex.regex');
  return [
    ...one('stripprefix.prefixes', (from) => ({ kind: 'prefix', from, to: '' })),
    ...one('stripprefixregex.regex', cutOf),
    ...one('addprefix.prefix', (prefix) => ({ kind: 'prefix', from: '', to: `/${prefix.replace(/^\//, '')}` })),
    ...one('replacepath.path', (path) => ({ kind: 'fixed', to: path.replace(/\?.*/s, '') })),
    ...(regex ? [substituted({ pattern: regex.value ?? '', replacement: middleware.get('replacepathregex.replacement')?.value ?? '', why: 'replacePathRegex', route })] : []),
  ];
}

/** Of a pattern that is only text, the text. */
function cutOf(pattern: string): PathChange {
  const from = /^\^?(\/[\w/~.-]*?)(?:\/\?)?$/.exec(pattern)?.[1];
  return from === undefined ? unknownPath('stripPrefixRegex') : { kind: 'prefix', from, to: '' };
}

/** Items of a list, or its members with commas between them; `undefined` is one that only run time tells. */
function valuesAt(middleware: Middleware, path: string): readonly (string | undefined)[] {
  const single = middleware.get(path);
  const listed = [...middleware].filter(([key]) => key.startsWith(`${path}.`) && /^\d+$/.test(key.slice(path.length + 1)));
  if (listed.length > 0) return listed.map(([, { value }]) => value?.trim());
  return single ? (single.value?.split(',') ?? [undefined]).map((value) => value?.trim()).filter((value) => value !== '') : [];
}
