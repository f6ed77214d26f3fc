import type { Place } from '../../model/place.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import { atLeast } from '../version.ts';
import { connectionOf } from './connection-header.ts';
import type { Context } from './context.ts';
import { type Pass, poolByDefault, pooledByDefaultSince } from './facts.ts';
import type { PassTarget } from './target.ts';
import { textOf, valueOf } from './text.ts';
import { type Block, type Levels, findNamed, firstNamed, levelOf, named, nearestOne } from './tree.ts';
import type { Upstream } from './upstream.ts';

type Era = 'old' | 'new';

/** Whether nginx keeps connections to this upstream for further requests. */
export function pooled(pass: Pass, levels: Levels, directive: Block, { upstream, isOpen }: PassTarget, context: Context): Fact {
  if (pass.prefix === 'uwsgi' || pass.prefix === 'scgi') return no(`the ${pass.protocol} protocol knows no second request on a connection`, directive.place);
  if (!upstream && isOpen) return unsure('which upstream is meant is only known at run time', directive.place);
  if (!upstream) return no(`${pass.directive} to an address without an upstream block never reuses a connection`, directive.place);
  const [era, other] = erasOf(context);
  const first = inEra(era, pass, levels, upstream, context);
  const second = other && !decidesItself(pass, levels, upstream) ? inEra(other, pass, levels, upstream, context) : first;
  if (first.value === second.value) return first;
  return unsure(`before nginx ${pooledByDefaultSince}: ${first.why}; since: ${second.why}; the version is not known (versions: { nginx: "${pooledByDefaultSince}" })`, ...first.places, ...second.places);
}

/** Whether nothing is left to defaults, which depend on the version. */
function decidesItself(pass: Pass, levels: Levels, { keepalive }: Upstream): boolean {
  if (!keepalive || pass.prefix !== 'proxy') return keepalive !== undefined;
  return nearestOne(levels, 'proxy_http_version') !== undefined && connectionOf(levels) !== undefined;
}

/** The versions that come into question: before and since the new defaults. */
export function erasOf({ version }: Context): readonly [Era, Era?] {
  const isNew = version.known === undefined ? undefined : atLeast(version.known, pooledByDefaultSince);
  if (isNew === undefined) return ['old', 'new'];
  return [isNew ? 'new' : 'old'];
}

/** Where the version is written that decides which defaults hold. */
const versionPlaces = ({ version }: Context): readonly Place[] => (version.known !== undefined && version.place ? [version.place] : []);

function inEra(era: Era, pass: Pass, levels: Levels, upstream: Upstream, context: Context): Fact {
  const pool = hasPool(era, upstream, context);
  if (pool.value === 'no') return pool;
  const wire = pass.prefix === 'proxy' ? speaks(era, levels, upstream, context) : keptOpen(pass, levels, upstream);
  if (wire.value === 'no') return wire;
  const places = [...pool.places, ...wire.places];
  if (pool.value === 'unknown') return { ...pool, places };
  return wire.value === 'unknown' ? unsure(wire.why, ...places) : yes(`${pool.why}, ${wire.why}`, ...places);
}

function hasPool(era: Era, upstream: Upstream, context: Context): Fact {
  const { keepalive, block, name } = upstream;
  if (!keepalive && era === 'old') return no(`upstream ${name} has no keepalive directive`, block.place);
  if (!keepalive) return yes(`upstream ${name} keeps ${poolByDefault} idle connections by default since nginx ${pooledByDefaultSince}`, block.place, ...versionPlaces(context));
  const [size] = keepalive.args;
  const value = size && valueOf(size, context.variables);
  if (value === '0') return no('keepalive 0', keepalive.place);
  if (value !== undefined) return yes(`upstream ${name} has keepalive ${value}`, keepalive.place);
  const variable = size && textOf(size, context.variables).variable;
  return { ...unsure(`the size of the pool of upstream ${name} is only known at run time`, keepalive.place), ...(variable === undefined ? {} : { variable }) };
}

function keptOpen(pass: Pass, levels: Levels, upstream: Upstream): Fact {
  if (pass.prefix === 'grpc') return yes('gRPC connections are kept', upstream.block.place);
  const keep = nearestOne(levels, 'fastcgi_keep_conn');
  if (keep?.args[0]?.text === 'on') return yes('fastcgi_keep_conn is on', keep.place);
  return no('without fastcgi_keep_conn on, the FastCGI server closes after each response', (keep ?? upstream.block).place);
}

/** The request line and Connection header that nginx sends: together they decide whether the server may keep the connection. */
function speaks(era: Era, levels: Levels, upstream: Upstream, context: Context): Fact {
  const protocol = httpVersion(era, levels, context);
  const header = connectionHeader(era, levels, context);
  const written = [...protocol.places, ...header.places];
  const places = written.length > 0 ? written : [upstream.block.place];
  if (header.value === undefined) return unsure(`the Connection header is ${header.why}`, ...places);
  if (protocol.value === undefined) return unsure('proxy_http_version is only known at run time', ...places);
  const tokens = header.value.toLowerCase().split(/[\s,]+/);
  if (tokens.includes('close')) return no(`nginx sends Connection: close (${header.why})`, ...places);
  if (protocol.value !== '1.0') return yes(`HTTP/${protocol.value} without Connection: close`, ...places);
  return tokens.includes('keep-alive') ? unsure('over HTTP/1.0 with Connection: keep-alive a connection is kept after responses that state their length, and after no other', ...places) : no(`nginx speaks HTTP/1.0 (${protocol.why})`, ...places);
}

export interface Sent {
  /** `undefined`: only run time tells. */
  readonly value: string | undefined;
  readonly why: string;
  readonly places: readonly Place[];
}

export function httpVersion(era: Era, levels: Levels, context: Context): Sent {
  const directive = nearestOne(levels, 'proxy_http_version');
  const [argument] = directive?.args ?? [];
  if (directive && argument) return { value: valueOf(argument, context.variables), why: 'proxy_http_version', places: [directive.place] };
  return era === 'old' ? { value: '1.0', why: `the default before ${pooledByDefaultSince}`, places: versionPlaces(context) } : { value: '1.1', why: 'the default', places: versionPlaces(context) };
}

function connectionHeader(era: Era, levels: Levels, context: Context): Sent {
  const hidden = hiddenHeaders(levels, levelOf(levels, 'proxy_set_header'));
  if (hidden) return { value: undefined, why: 'perhaps set in an include that the repository does not hold', places: [hidden.place] };
  const directive = connectionOf(levels);
  if (!directive) return era === 'old' ? { value: 'close', why: `the default before ${pooledByDefaultSince}`, places: versionPlaces(context) } : { value: '', why: 'not sent by default', places: versionPlaces(context) };
  const [, argument] = directive.args;
  const value = argument && valueOf(argument, context.variables);
  if (directive.when !== undefined) return { value: undefined, why: `set only under ${directive.when}`, places: [directive.place] };
  if (value === undefined) return { value: undefined, why: 'only known at run time', places: [directive.place] };
  if (!value.includes('$')) return { value, why: 'proxy_set_header Connection', places: [directive.place] };
  return mapped(value, directive, context);
}

/** `include proxy_params;` and the like may set headers, and so drop those of the levels outside. */
function hiddenHeaders(levels: Levels, at: number): Block | undefined {
  for (let inner = Math.max(0, at); inner < levels.length; inner += 1) {
    const found = findNamed(levels[inner] ?? [], 'include', mayHoldHeaders);
    if (found) return found;
  }
  return undefined;
}

const mayHoldHeaders = ({ args: [path] }: Block): boolean => /proxy|header|upstream|common|snippet/i.test(path?.text ?? '');

/** The websocket map and its like: what an ordinary request, which has no Upgrade header, gets. */
function mapped(variable: string, directive: Block, context: Context): Sent {
  const map = named(context.http, 'map').find((block) => block.args[1]?.text === variable);
  const places = [directive.place, ...(map ? [map.place] : [])];
  const isUpgrade = map?.args[0]?.text.toLowerCase() === '$http_upgrade';
  const entry = isUpgrade ? (map.children ?? []).find((child) => child.name.replace(/["']/g, '') === '') ?? firstNamed(map.children ?? [], 'default') : undefined;
  const value = entry ? (entry.args[0]?.text ?? '') : undefined;
  if (value === undefined || value.includes('$')) return { value: undefined, why: `${variable}, which only run time tells`, places };
  return { value, why: `${variable} of a request without Upgrade`, places };
}
