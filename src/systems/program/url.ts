import type { Route } from '../../model/layer.ts';
import type { Reader } from '../reader.ts';
import type { Target } from '../system.ts';
import { follow, type Located } from './follow.ts';

/** A URL as far as the repository shows it: texts, and what only run time knows. */
export type Pieces = readonly (string | Gap)[];

export interface Gap {
  readonly expression: string;
  readonly variable?: string;
}

export interface Address {
  readonly target: Target;
  readonly route: Route;
}

const hole = '\u0000';

/** The pieces of an expression that makes a URL: templates, sums, `new URL(path, base)`, `fmt.Sprintf`. */
export async function piecesOf(at: Located, reader: Reader, left = 12): Promise<Pieces> {
  const { expression } = at;
  const inner = (part: Located['expression']): Promise<Pieces> => piecesOf({ ...at, expression: part }, reader, left - 1);
  if (left <= 0) return [{ expression: expression.text }];
  if (expression.kind === 'template') return (await Promise.all(expression.parts.map((part) => (typeof part === 'string' ? [part] : inner(part))))).flat();
  if (expression.kind === 'binary' && expression.operator === '+') return [...(await inner(expression.left)), ...(await inner(expression.right))];
  if (expression.kind === 'call') return ofCall(at, reader, left);
  const value = await reader.evaluate(expression, at.program, at.scope);
  if (value.kind === 'value' && typeof value.value === 'string') return [value.value];
  const found = await follow(at, reader);
  if (found.expression !== expression) return piecesOf(found, reader, left - 1);
  return [{ expression: expression.text, ...(value.kind === 'unknown' && value.variable !== undefined && { variable: value.variable }) }];
}

async function ofCall(at: Located, reader: Reader, left: number): Promise<Pieces> {
  const { expression } = at;
  if (expression.kind !== 'call') return [];
  const [first, second] = expression.args;
  const inner = (part: Located['expression']): Promise<Pieces> => piecesOf({ ...at, expression: part }, reader, left - 1);
  if (first && /(^|\.)(URL|Uri|encodeURI|String)$|^url\.(Parse|MustParse)$/.test(expression.callee)) {
    return second ? joined(await inner(expression.callee.endsWith('Uri') ? first : second), await inner(expression.callee.endsWith('Uri') ? second : first)) : inner(first);
  }
  if (first && expression.callee === 'fmt.Sprintf') return formatted(await inner(first), await Promise.all(expression.args.slice(1).map(inner)));
  const value = await reader.evaluate(expression, at.program, at.scope);
  if (value.kind === 'value' && typeof value.value === 'string') return [value.value];
  return [{ expression: expression.text, ...(value.kind === 'unknown' && value.variable !== undefined && { variable: value.variable }) }];
}

function formatted(format: Pieces, values: readonly Pieces[]): Pieces {
  const [text] = format;
  if (typeof text !== 'string' || format.length > 1) return format;
  const rest = [...values];
  return text.split(/(%[+\-#0-9.]*[a-z])/i).flatMap((part, index) => (index % 2 === 0 ? [part] : (rest.shift() ?? [{ expression: part }])));
}

/** A base and what is called below it. */
export function joined(base: Pieces, path: Pieces): Pieces {
  const [start] = path;
  if (typeof start === 'string' && /^[a-z][a-z0-9+.-]*:\/\//i.test(start)) return path;
  if (base.length === 0) return path;
  const last = base.at(-1);
  const trimmed = typeof last === 'string' ? [...base.slice(0, -1), last.replace(/\/$/, '')] : base;
  return [...trimmed, '/', ...(typeof start === 'string' ? [start.replace(/^\//, ''), ...path.slice(1)] : path)];
}

/** Where a call goes and for which path. */
export function addressOf(pieces: Pieces, expression: string): Address {
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : hole)).join('');
  const gap = pieces.find((piece): piece is Gap => typeof piece !== 'string');
  const absolute = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/is.exec(text);
  if (!absolute) return { target: relative(text, gap, expression), route: routeOf(undefined, belowHole(text)) };
  const [, scheme = '', authority = '', path = ''] = absolute;
  if (authority.includes(hole) || authority === '') return { target: unknownHost(gap, expression), route: routeOf(undefined, path) };
  const { host, port } = splitAuthority(authority);
  return { target: { kind: 'host', host, port: port ?? (/^(https|wss)$/i.test(scheme) ? 443 : 80), path: literalPath(path) }, route: routeOf(host, path) };
}

function relative(text: string, gap: Gap | undefined, expression: string): Target {
  if (!text.startsWith(hole)) return { kind: 'unknown', reason: 'relative URL', expression };
  return unknownHost(gap, expression);
}

const unknownHost = (gap: Gap | undefined, expression: string): Target => ({
  kind: 'unknown', reason: 'the host is only known at run time', expression: gap?.expression ?? expression, ...(gap?.variable !== undefined && { variable: gap.variable }),
});

/** The path after an unknown base; nothing when the gap may hold it too. */
function belowHole(text: string): string | undefined {
  if (text.startsWith('/')) return text.replace(/[?#].*$/s, '');
  const below = /^\0+(\/[^?#]*)/.exec(text);
  if (below) return below[1];
  return text === '' || text.startsWith(hole) ? undefined : `/${text.replace(/[?#].*$/s, '')}`;
}

function splitAuthority(authority: string): { host: string; port: number | undefined } {
  const bare = authority.slice(authority.lastIndexOf('@') + 1);
  const [, host = bare, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(bare) ?? [];
  return { host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

function literalPath(path: string): string {
  const end = path.indexOf(hole);
  return end < 0 ? path || '/' : path.slice(0, end);
}

function routeOf(host: string | undefined, path: string | undefined): Route {
  const named = host === undefined ? {} : { host };
  if (path === undefined) return named;
  if (!path.includes(hole)) return { ...named, path: path || '/', match: 'exact' };
  if (/^\/?\0/.test(path)) return named;
  return { ...named, path: `^${path.split(hole).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).reduce(fill)}$`, match: 'pattern' };
}

/** A gap that fills a whole segment stays within it. */
const fill = (before: string, after: string): string => `${before}${before.endsWith('/') && (after === '' || after.startsWith('/')) ? '[^/]+' : '.*'}${after}`;
