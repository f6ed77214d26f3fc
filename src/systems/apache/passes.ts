import type { PathChange, Route } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import type { ApacheArgument } from '../../syntax/apache.ts';
import type { Context } from './context.ts';
import { notRead, replacedPrefix, substitutedMatch, substitutedRule } from './rewrite.ts';
import { type Block, type Levels, textOf } from './tree.ts';

/** One directive that hands requests on. */
export interface Pass {
  readonly route: Route;
  readonly address: Text;
  /** What follows the address: `key=value`. */
  readonly parameters: readonly ApacheArgument[];
  /** `ProxyPass` makes a worker with a pool of its own; the others share one without, unless a worker is written for the address. */
  readonly makesWorker: boolean;
  /** What becomes of the path, given the one in the address. */
  readonly sends: (to: string) => PathChange | undefined;
  readonly levels: Levels;
  readonly place: Place;
}

const narrowing = new Set(['location', 'locationmatch', 'directory', 'directorymatch', 'files', 'filesmatch', 'if', 'elseif', 'else', 'limit', 'limitexcept']);

/** Every directive that hands requests on, in the order of the file; `ProxyPass path !` gives a route without an address. */
export function passesIn(blocks: readonly Block[], levels: Levels, context: Context, around: Around = {}): readonly (Pass | Kept)[] {
  return blocks.flatMap((block): readonly (Pass | Kept)[] => {
    if (block.children && narrowing.has(block.name)) return isConditional(block) ? [] : passesIn(block.children, [...levels, block.children], context, routeOf(block, around));
    if (block.name === 'proxypass' || block.name === 'proxypassmatch') return proxyPass(block, levels, context, around);
    if (block.name === 'rewriterule') return rewrite(block, levels, context, around);
    return block.name === 'sethandler' ? handler(block, levels, context, around) : [];
  });
}

/** The sections around, and the pattern of the innermost, as it is written. */
interface Around extends Route {
  readonly pattern?: string;
}

/** A route that Apache answers by itself. */
export interface Kept {
  readonly route: Route;
  readonly address?: undefined;
  readonly place: Place;
}

const isConditional = ({ name }: Block): boolean => ['if', 'elseif', 'else', 'limit', 'limitexcept'].includes(name);

function routeOf({ name, args }: Block, around: Around): Around {
  const isPattern = name === 'locationmatch' || args[0]?.text === '~';
  const path = (args[0]?.text === '~' ? args[1] : args[0])?.text;
  if (!name.startsWith('location') || path === undefined) return around;
  return isPattern ? { ...patternRoute(path), pattern: path } : prefixRoute(path);
}

const prefixRoute = (path: string): Route => (path === '/' ? {} : { path, match: 'prefix' });

/** A pattern that only says how a path begins is that prefix. */
function patternRoute(pattern: string): Route {
  const plain = /^\^?(\/?[\w./-]*?)(?:\/?\(?\.\*\)?|\(\/?\.\*\))?\$?$/.exec(pattern)?.[1];
  if (plain === undefined || (!/^\^|^$/.test(pattern) && plain !== '' && plain !== '/')) return { path: pattern, match: 'pattern' };
  return prefixRoute(`/${plain.replace(/^\//, '')}`);
}

function proxyPass({ name, args, place }: Block, levels: Levels, context: Context, { pattern, ...around }: Around): readonly (Pass | Kept)[] {
  const inLocation = around.path !== undefined || /^(?:[a-z0-9]+:\/\/|unix:|\$|!$)/i.test(args[0]?.text ?? '');
  const [path, address] = inLocation ? [undefined, args[0]] : args;
  const route = path === undefined ? around : name === 'proxypassmatch' ? patternRoute(path.text) : prefixRoute(path.text);
  if (!address) return [];
  if (address.text === '!') return [{ route, place }];
  const sends = name === 'proxypassmatch' ? substitutedMatch(path?.text ?? pattern, route) : path === undefined && pattern !== undefined ? notRead : replacedPrefix(route, path?.text);
  return [{ route, address: textOf(address, context.variables, place), parameters: args.slice(inLocation ? 1 : 2), makesWorker: true, sends, levels, place }];
}

function rewrite({ args, place }: Block, levels: Levels, context: Context, { pattern: _, ...around }: Around): readonly Pass[] {
  const [pattern, target, flags] = args;
  if (!pattern || !target || !/^\[(?:[^\]]*,)?\s*(?:P|proxy)\s*(?:,[^\]]*)?\]$/i.test(flags?.text ?? '')) return [];
  const route = around.path === undefined ? patternRoute(pattern.text) : around;
  const sends = substitutedRule(around.path === undefined ? pattern.text : undefined, route);
  return [{ route, address: textOf(target, context.variables, place), parameters: [], makesWorker: false, sends, levels, place }];
}

function handler({ args, place }: Block, levels: Levels, context: Context, { pattern: _, ...around }: Around): readonly Pass[] {
  const [argument] = args;
  if (!argument?.text.toLowerCase().startsWith('proxy:')) return [];
  return [{ route: around, address: textOf({ ...argument, text: argument.text.slice('proxy:'.length) }, context.variables, place), parameters: [], makesWorker: false, sends: () => undefined, levels, place }];
}
