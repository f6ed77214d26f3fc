import { type Fact, no, type Text, unsure } from '../../../model/value.ts';
import { groupBy } from '../../../workloads/group.ts';
import { literal } from '../../setting.ts';
import type { Written } from '../../system.ts';
import { connectionIn, connectionOf, isConnection } from '../connection-header.ts';
import type { Context } from '../context.ts';
import { links, pooledByDefaultSince } from '../facts.ts';
import { textOf } from '../text.ts';
import { type Block, levelOf, named, nearestOne, walk } from '../tree.ts';
import type { Use } from '../uses.ts';
import type { Upstream } from '../upstream.ts';

const recipe = 'in the location: proxy_http_version 1.1; proxy_set_header Connection "";';

/** Pools that no request ever uses, and headers that keep connections open for a pool that does not exist. */
export function poolFaults(uses: readonly Use[], context: Context): readonly Written[] {
  const byUpstream = groupBy(uses, (use) => use.upstream);
  const unused = [...context.upstreams.values()].flatMap((upstream) => unusedPool(upstream, byUpstream.get(upstream) ?? [], context));
  return [...unused, ...headersWithoutPool(uses, context)];
}

function unusedPool(upstream: Upstream, own: readonly Use[], context: Context): readonly Written[] {
  const { keepalive } = upstream;
  if (!keepalive || own.length === 0 || keepalive.args[0]?.text === '0') return [];
  if (own.some((use) => use.pooled.value === 'yes' || isByMap(use, context))) return [];
  const works = verdict(own, context);
  if (!works) return [];
  const places = own.map((use) => ({ place: use.directive.place, message: use.pooled.why }));
  const headers = own.flatMap((use) => lostHeader(use));
  return [{
    fault: 'ineffective', system: 'nginx', name: 'keepalive', text: argumentText(keepalive, context), place: keepalive.place, works,
    related: [...places.slice(0, 8), ...headers.slice(0, 4), ...decidingVersion(works, context)],
    symptom: 'every request opens a connection of its own to the upstream; the pool stays empty',
    advice: own.some((use) => use.pass.prefix === 'proxy') ? `write ${recipe} or remove keepalive` : 'remove keepalive',
    link: links.keepalive,
  }];
}

/** Where the version is written whose defaults leave the pool unused. */
const decidingVersion = ({ why }: Fact, { version }: Context): Written['related'] =>
  version.known !== undefined && version.place && why.includes(pooledByDefaultSince) ? [{ place: version.place, message: `nginx ${version.known} is chosen here` }] : [];

/** Certain only if no pass directive is open; open for another reason than the version says nothing. */
function verdict(own: readonly Use[], context: Context): Fact | undefined {
  const [first] = own.map((use) => use.pooled);
  const open = own.find((use) => use.pooled.value === 'unknown');
  if (!open) return first && no(first.why, ...first.places);
  return context.version.known === undefined && /versions:/.test(open.pooled.why) ? unsure(open.pooled.why, ...open.pooled.places) : undefined;
}

/** The websocket map closes ordinary connections on purpose. */
function isByMap(use: Use, context: Context): boolean {
  const header = connectionOf(use.levels);
  const value = header?.args[1]?.text ?? '';
  return value.startsWith('$') || (header?.args[1] !== undefined && textOf(header.args[1], context.variables).value === undefined);
}

/** A Connection header of an outer level that headers of an inner one drop. */
function lostHeader(use: Use): readonly { readonly place: Block['place']; readonly message: string }[] {
  const at = levelOf(use.levels, 'proxy_set_header');
  const inner = named(use.levels[at] ?? [], 'proxy_set_header');
  const outer = use.levels.slice(0, Math.max(0, at)).map(connectionIn).find((header) => header !== undefined);
  const [dropping] = inner;
  if (!outer || !dropping || inner.some(isConnection)) return [];
  return [
    { place: outer.place, message: 'this Connection header is not inherited by the location' },
    { place: dropping.place, message: 'a proxy_set_header here drops every one of the outer levels' },
  ];
}

function headersWithoutPool(uses: readonly Use[], context: Context): readonly Written[] {
  const under = new Map<Block, Use[]>();
  for (const use of uses.filter((one) => one.upstream && !wantsHeader(one))) {
    for (const header of headersOver(use)) {
      const sharing = under.get(header);
      if (sharing) sharing.push(use);
      else under.set(header, [use]);
    }
  }
  if (under.size === 0) return [];
  for (const use of uses.filter((one) => one.upstream && wantsHeader(one))) for (const header of headersOver(use)) under.delete(header);
  return walk(context.http).filter((block) => under.has(block)).flatMap((header) => {
    const grouped = under.get(header) ?? [];
    if (!wantsPool(header, grouped)) return [];
    const works = verdict(grouped, context);
    return works ? [headerFault(header, grouped, works, context)] : [];
  });
}

const headersOver = (use: Use): readonly Block[] => use.levels.flatMap((level) => named(level, 'proxy_set_header').filter(isConnection));

/** Has a pool, or is an event stream. */
const wantsHeader = (use: Use): boolean => use.upstream?.keepalive !== undefined || use.pooled.value === 'yes' || streams(use);

/** `keep-alive` says so; an empty value does together with HTTP/1.1. */
function wantsPool(header: Block, uses: readonly Use[]): boolean {
  const value = header.args[1]?.text.toLowerCase();
  if (value === 'keep-alive') return true;
  return value === '' && uses.some((use) => nearestOne(use.levels, 'proxy_http_version')?.args[0]?.text === '1.1');
}

/** Event streams are told to write an empty Connection header too, and want no pool. */
const streams = (use: Use): boolean => ['proxy_buffering', 'chunked_transfer_encoding'].some((name) => nearestOne(use.levels, name)?.args[0]?.text === 'off');

function headerFault(header: Block, uses: readonly Use[], works: Fact, context: Context): Written {
  const upstreams = [...new Set(uses.flatMap((use) => use.upstream ?? []))];
  const missing = upstreams.map((upstream) => ({ place: upstream.block.place, message: `upstream ${upstream.name} has no keepalive, so nothing is pooled` }));
  return {
    fault: 'ineffective', system: 'nginx', name: 'proxy_set_header Connection', text: argumentText(header, context), place: header.place, works,
    related: [...missing, ...uses.flatMap(lostHeader).filter((entry) => entry.place !== header.place)].slice(0, 8),
    symptom: 'every request opens a connection of its own to the upstream; sockets pile up in TIME_WAIT',
    advice: `add keepalive 32; to upstream ${upstreams[0]?.name ?? ''}, and write ${recipe} (nginx ${pooledByDefaultSince} and later pool by default)`,
    link: links.setHeader,
  };
}

function argumentText(block: Block, context: Context): Text {
  const argument = block.args.at(-1);
  return argument ? textOf(argument, context.variables) : literal('', block.place);
}
