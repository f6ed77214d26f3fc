import type { Route } from '../../model/layer.ts';
import { own } from '../../model/own.ts';

const longest = 4000;
const mostRoutes = 32;

/** Hosts and paths of a router's rule: one route per alternative. Whatever cannot be told apart by host, path or method matches everything. */
export function routesOfRule(rule: string): readonly Route[] {
  if (rule.length > longest) return [{}];
  const tokens = [...rule.matchAll(/&&|\|\||[!()]|(\w+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)];
  const state = { tokens, at: 0 };
  return alternatives(state, 0).slice(0, mostRoutes);
}

interface State {
  readonly tokens: readonly RegExpExecArray[];
  at: number;
}

function alternatives(state: State, depth: number): readonly Route[] {
  let routes = conjunction(state, depth);
  while (state.tokens[state.at]?.[0] === '||') {
    state.at += 1;
    routes = [...routes, ...conjunction(state, depth)].slice(0, mostRoutes);
  }
  return routes;
}

function conjunction(state: State, depth: number): readonly Route[] {
  let routes = factor(state, depth);
  while (state.tokens[state.at]?.[0] === '&&') {
    state.at += 1;
    const right = factor(state, depth);
    routes = routes.flatMap((left) => right.map((other) => ({ ...left, ...other }))).slice(0, mostRoutes);
  }
  return routes;
}

function factor(state: State, depth: number): readonly Route[] {
  const token = state.tokens[state.at];
  state.at += 1;
  if (token?.[0] === '!') {
    factor(state, depth + 1);
    return [{}];
  }
  if (token?.[0] === '(' && depth < 50) {
    const inside = alternatives(state, depth + 1);
    if (state.tokens[state.at]?.[0] === ')') state.at += 1;
    return inside;
  }
  return token?.[1] === undefined ? [{}] : matcher(token[1], token[2] ?? '');
}

/** Version 2 allows several values in one matcher. */
function matcher(name: string, inside: string): readonly Route[] {
  const values = [...inside.matchAll(/`([^`]*)`|"([^"]*)"|'([^']*)'/g)].map((value) => value[1] ?? value[2] ?? value[3] ?? '');
  const routes = values.map((value) => own(matchers, name.toLowerCase())?.(value) ?? {});
  return routes.length > 0 ? routes : [{}];
}

const matchers: Readonly<Record<string, (value: string) => Route>> = {
  host: (host) => ({ host }),
  path: (path) => ({ path, match: path.includes('{') ? 'pattern' : 'exact' }),
  pathprefix: (path) => (path === '/' ? {} : { path, match: path.includes('{') ? 'pattern' : 'prefix' }),
  pathregexp: (path) => ({ path, match: 'pattern' }),
  method: (method) => ({ method }),
};
