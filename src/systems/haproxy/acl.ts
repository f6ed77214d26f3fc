import type { Route } from '../../model/layer.ts';
import { own } from '../../model/own.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import { linesOf, type Proxy } from './sections.ts';

/** As many routes a rule may stand for; beyond them it stands for every request. */
const mostRoutes = 32;

/**
 * The routes of `use_backend … if a b or !c { path_beg /x }`. Conditions that say nothing of host, path and method are left out;
 * where nothing is left, the condition itself stands for a path that no endpoint is known to have.
 */
export function routesOf(rule: HaproxyLine, proxy: Proxy): readonly Route[] {
  const words = rule.words.map((word) => word.text);
  const at = words.findIndex((word) => word === 'if' || word === 'unless');
  if (at < 0) return [{}];
  const opaque: Route = { path: words.slice(at).join(' '), match: 'pattern' };
  if (words[at] === 'unless') return [opaque];
  const routes = alternatives(words.slice(at + 1)).flatMap((terms) => conjunction(terms, proxy) ?? [opaque]);
  return routes.length > mostRoutes ? [opaque] : routes;
}

/** The paths that a condition picks, where it asks for nothing else. */
export function pathsOf(rule: HaproxyLine, proxy: Proxy): readonly Route[] | undefined {
  const words = rule.words.map((word) => word.text);
  const condition = words.slice(words.indexOf('if') + 1);
  if (!words.includes('if') || condition.some((word) => word.startsWith('!'))) return undefined;
  const picked = alternatives(condition).map((terms) => (terms.length === 1 ? terms.flatMap((term) => choicesOf(term, proxy)) : []));
  const routes = picked.flat();
  return picked.every((choices) => choices.length > 0 && choices.every((route) => Object.keys(route).every((key) => key === 'path' || key === 'match'))) && routes.length <= mostRoutes ? routes : undefined;
}

/** One list of conditions per line of a named one: every one of them has to be told. */
function choicesOf(term: Term, proxy: Proxy): readonly Route[] {
  const all = 'name' in term ? linesOf(proxy, 'acl', term.name).map((line) => matches(line.words.slice(2).map((word) => word.text))) : [matches(term.inline)];
  return all.some((choices) => choices.length === 0) ? [] : all.flat();
}

type Term = { readonly name: string } | { readonly inline: readonly string[] };

function alternatives(words: readonly string[]): readonly (readonly Term[])[] {
  const groups: Term[][] = [[]];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'or' || word === '||') groups.push([]);
    else if (word === '{') {
      const end = words.indexOf('}', at);
      const stop = end < 0 ? words.length : end;
      groups.at(-1)?.push({ inline: words.slice(at + 1, stop) });
      at = stop;
    } else if (word === '!' || word === '!{') at = word === '!{' || words[at + 1] === '{' ? closing(words, at) : at + 1;
    else if (!word.startsWith('!')) groups.at(-1)?.push({ name: word });
  }
  return groups;
}

function closing(words: readonly string[], from: number): number {
  const end = words.indexOf('}', from);
  return end < 0 ? words.length : end;
}

function conjunction(terms: readonly Term[], proxy: Proxy): readonly Route[] | undefined {
  let routes: readonly Route[] = [];
  for (const term of terms) {
    const choices = 'name' in term ? linesOf(proxy, 'acl', term.name).flatMap((line) => matches(line.words.slice(2).map((word) => word.text))) : matches(term.inline);
    if (choices.length === 0 || choices.length * Math.max(1, routes.length) > mostRoutes) continue;
    routes = routes.length === 0 ? choices : routes.flatMap((route) => choices.map((choice) => ({ ...route, ...choice })));
  }
  return routes.length === 0 ? undefined : routes;
}

/** `path_beg -i /api /v2` stands for one route per value. */
function matches([fetch = '', ...rest]: readonly string[]): readonly Route[] {
  const [name = '', ...converters] = fetch.split(/,(?![^(]*\))/);
  const read = fetches.find(([pattern]) => pattern.test(name))?.[1];
  if (!read || rest.includes('-f') || converters.some((converter) => !/^(?:lower|url_dec)/.test(converter))) return [];
  const method = rest.includes('-m') ? rest[rest.indexOf('-m') + 1] : undefined;
  return valuesOf(rest).flatMap((value) => read(value, method ?? suffixOf(name)) ?? []);
}

const suffixOf = (name: string): string => /^[a-z.]+_(beg|dir|dom|end|reg|sub)\b/.exec(name)?.[1] ?? 'str';

function valuesOf(words: readonly string[]): readonly string[] {
  const plain = words.filter((word, at) => !(word.startsWith('-') && word.length <= 3) && words[at - 1] !== '-m');
  return plain.filter((word) => word !== '--');
}

const fetches: readonly (readonly [RegExp, (value: string, how: string) => Route | undefined])[] = [
  [/^(?:path|url)(?:_(?:beg|dir|end|reg|sub))?$/, path],
  [/^(?:req\.)?hdr(?:_(?:beg|dom|end|reg|str))?\(host(?:,-?\d+)?\)$/i, host],
  [/^(?:req[._]ssl_sni|ssl_fc_sni)(?:_(?:end|reg|str))?$/, host],
  [/^method$/, (method) => ({ method })],
];

const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

function path(value: string, how: string): Route | undefined {
  if (how === 'beg') return value === '/' ? {} : { path: value, match: 'prefix' };
  if (how === 'str') return { path: value, match: 'exact' };
  if (how === 'dir') return { path: `/${value.replace(/^\/|\/$/g, '')}`, match: 'prefix' };
  const pattern = own({ reg: value, end: `${escaped(value)}$`, sub: escaped(value) }, how);
  return pattern === undefined ? undefined : { path: pattern, match: 'pattern' };
}

function host(value: string, how: string): Route | undefined {
  const name = value.replace(/:\d+$/, '').toLowerCase();
  if (how === 'str' || how === 'dom') return { host: name };
  return how === 'end' ? { host: `*${name.startsWith('.') ? '' : '.'}${name}` } : undefined;
}
