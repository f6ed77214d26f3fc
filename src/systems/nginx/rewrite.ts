import type { PathChange, Route } from '../../model/layer.ts';
import { replacing } from '../../model/path-change.ts';
import { substituted } from '../substitution.ts';
import type { Context } from './context.ts';
import { textOf } from './text.ts';
import { type Block, type Levels, hasAny, named } from './tree.ts';

/** What a location makes of the path before it passes the request on: its `rewrite`, else the path in its pass directive. */
export function pathChange(route: Route, levels: Levels, directive: Block, context: Context): { readonly becomes?: PathChange } {
  if (directive.name !== 'proxy_pass') return {};
  const becomes = rewritten(route, levels.at(-1) ?? [], context) ?? replaced(route, directive, context);
  return becomes ? { becomes } : {};
}

const asked = /^\$(?:request_uri|uri(?:\$is_args\$args)?)$/;

/** With a path in `proxy_pass`, that takes the place of the location's. */
function replaced({ path = '/', match }: Route, directive: Block, { variables }: Context): PathChange | undefined {
  const [argument] = directive.args;
  const url = argument && textOf(argument, variables).value;
  const to = url === undefined ? undefined : /^\w+:\/\/(?!unix:)[^/]+?((?:\/|\$(?:request_uri|uri)\b).*)$/.exec(url)?.[1];
  if (to === undefined || asked.test(to)) return undefined;
  if (to.includes('$')) return { kind: 'unknown', why: `${directive.name} composes the path` };
  if (match === 'pattern') return undefined;
  return match === 'exact' ? { kind: 'fixed', to } : to === path ? undefined : replacing(path, to);
}

/** One `rewrite` whose pattern only cuts off a beginning, or takes everything. */
function rewritten(route: Route, own: readonly Block[], { variables }: Context): PathChange | undefined {
  if (!hasAny(own, ['if', 'rewrite'])) return undefined;
  const inIfs = named(own, 'if').flatMap((block) => named(block.children ?? [], 'rewrite')).filter(isInternal);
  const [rewrite, ...others] = named(own, 'rewrite').filter(isInternal);
  if (!rewrite && inIfs.length === 0) return undefined;
  const [pattern, target] = rewrite?.args.slice(0, 2).map((argument) => textOf(argument, variables).value) ?? [];
  const isPlain = rewrite && others.length === 0 && inIfs.length === 0 && rewrite.args[2]?.text === 'break' && pattern !== undefined && target !== undefined;
  return isPlain ? substituted({ pattern: pattern.replace(/^\^?\/?$/, '.*'), replacement: target, why: 'rewrite', route }) : { kind: 'unknown', why: 'rewrite' };
}

/** Redirects answer the client. */
const isInternal = ({ args }: Block): boolean => !/^(?:redirect|permanent)$/.test(args[2]?.text ?? '') && !/^https?:/.test(args[1]?.text ?? '');
