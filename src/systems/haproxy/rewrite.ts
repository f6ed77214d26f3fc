import type { Route } from '../../model/layer.ts';
import { unknownPath } from '../../model/path-change.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import { type Rewrite, rewriting, type Where } from '../rewriting.ts';
import { substituted } from '../substitution.ts';
import { pathsOf } from './acl.ts';
import type { Proxy } from './sections.ts';

/** Routes after the lines of a section that change the path, in their order. */
export const rewrittenBy = (proxy: Proxy, routes: readonly Route[]): readonly Route[] => pathLines(proxy).reduce((before, line) => rewriting(before, whereOf(line, proxy), rewriteOf(line)), routes);

/** The same in front of the choice of a backend, which judges what is left of the path: where that asks for paths, nobody knows. */
export function rewrittenFirst(proxy: Proxy, routes: readonly Route[], asksPaths: boolean): readonly Route[] {
  if (!asksPaths || pathLines(proxy).length === 0) return rewrittenBy(proxy, routes);
  return routes.map((route) => ({ ...route, becomes: unknownPath('http-request before use_backend') }));
}

const actions = /^(?:set|replace)-(?:path|pathq|uri)$/;
const former = /^reqi?rep$/;

const pathLines = ({ own }: Proxy): readonly HaproxyLine[] => own.filter(({ words: [first, second] }) => (first?.text === 'http-request' && actions.test(second?.text ?? '')) || former.test(first?.text ?? ''));

function whereOf(line: HaproxyLine, proxy: Proxy): Where {
  if (!line.words.some(({ text }) => text === 'if' || text === 'unless')) return 'all';
  return pathsOf(line, proxy) ?? 'some';
}

function rewriteOf({ words }: HaproxyLine): Rewrite {
  const [first = '', action = '', one = '', two = ''] = words.map(({ text }) => text);
  if (former.test(first)) return requestLine(action, one);
  if (action.startsWith('set-')) return setTo(action, one);
  if (action === 'replace-uri') return () => unknownPath(action);
  return (route) => substituted({ pattern: one, replacement: groups(two), why: action, route });
}

const groups = (text: string): string => text.replace(/\\(\d)/g, '$$$1');

/** `reqrep` sees the method in front of the path: `^([^ :]*) /api/(.*)` to `\1 /\2`. */
function requestLine(pattern: string, replacement: string): Rewrite {
  const [, path] = /^\^\(\[\^\\? ?:?\]\*\)\\? (\/.*)$/.exec(pattern) ?? [];
  const [, put] = /^\\1\\? (.*)\\2$/.exec(replacement) ?? [];
  return () => (path === undefined || put === undefined ? unknownPath('reqrep') : substituted({ pattern: `^${path}`, replacement: `${put}$1`, why: 'reqrep' }));
}

/** `/v1%[path]`, `%[path,regsub(^/api/,/)]`, `/one`. */
function setTo(action: string, written: string): Rewrite {
  const [, put = '', sample, rest = ''] = /^([^%]*)%\[(path|pathq|url|capture\.req\.uri)((?:,.*)?)\]$/.exec(written) ?? [];
  if (sample === undefined) return () => (written.includes('%') || !written.startsWith('/') ? unknownPath(action) : { kind: 'fixed', to: written.replace(/\?.*/s, '') });
  if (rest === '') return () => (put === '' ? undefined : { kind: 'prefix', from: '', to: put });
  const [, from, to = ''] = /^,regsub\(["']?\^(\/[\w/~.-]*)["']?(?:,["']?([\w/~.-]*)["']?)?(?:,[ig]*)?\)$/.exec(rest) ?? [];
  return ({ path, match }) => {
    if (from === undefined) return unknownPath(action);
    if (put === '') return { kind: 'prefix', from, to };
    return match !== 'pattern' && path?.startsWith(from) ? { kind: 'prefix', from, to: `${put}${to}` } : unknownPath(action);
  };
}
