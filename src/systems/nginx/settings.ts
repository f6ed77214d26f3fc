import { second } from '../../model/duration.ts';
import { exact, type Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, off, unknown, type Value } from '../../model/value.ts';
import { configured, literal, type Reads } from '../setting.ts';
import type { UpstreamReading } from '../system.ts';
import { atLeast } from '../version.ts';
import type { Context } from './context.ts';
import { kernelKeepalive } from '../linux/facts.ts';
import { nginxFacts, type Pass, passes } from './facts.ts';
import { inherited } from './inherited.ts';
import { remembered } from './remembered.ts';
import { textOf } from './text.ts';
import { nginxTime } from './time.ts';
import { type Block, type Levels, levelOf, named, nearestOne } from './tree.ts';
import type { Upstream } from './upstream.ts';

const downstream: readonly { readonly timer: Timer; readonly name: string; readonly reads: Reads }[] = [
  { timer: 'downstream.idle', name: 'keepalive_timeout', reads: (text) => idleTime(text) },
  { timer: 'downstream.header', name: 'client_header_timeout', reads: nginxTime },
  { timer: 'downstream.body', name: 'client_body_timeout', reads: nginxTime },
  { timer: 'downstream.send', name: 'send_timeout', reads: nginxTime },
  { timer: 'downstream.lifetime', name: 'keepalive_time', reads: nginxTime },
];

function idleTime(text: string): number | Value | undefined {
  const time = nginxTime(text);
  return time === 0 ? off('keepalive_timeout 0: every response says Connection: close') : time;
}

/** The clocks towards the client that are written on these levels. */
export const downstreamSettings = inherited(downstream.map(({ name }) => name), (levels, context): readonly Setting[] =>
  downstream.flatMap(({ timer, name, reads }) => effective(timer, name, name, reads, levels, context)),
);

const timeouts = new Map(passes.map(({ prefix }) => [prefix, (['connect', 'send', 'read'] as const).map((phase) => {
  const name = `${prefix}_${phase}_timeout`;
  return { name, written: inherited([name], (levels, context) => effective(`upstream.${phase}`, name, name, nginxTime, levels, context)) };
})]));

/** The clocks towards the upstream, of the module that really passes the request on; defaults only where the module is not proxy. */
export function upstreamSettings(pass: Pass, levels: Levels, directive: Block, context: Context): readonly Setting[] {
  const found: Setting[] = [];
  for (const { name, written } of timeouts.get(pass.prefix) ?? []) {
    const settings = written(levels, context);
    found.push(...(settings.length > 0 || pass.prefix === 'proxy' ? settings : moduleDefault(pass, name, directive, context)));
  }
  return found;
}

function moduleDefault(pass: Pass, name: string, directive: Block, context: Context): readonly Setting[] {
  const fact = nginxFacts.defaults.find((entry) => entry.name === name && entry.profiles?.includes(pass.prefix));
  if (!fact || typeof fact.value !== 'number') return [];
  const provenance = { kind: 'default', of: titleOf(context), link: fact.link } as const;
  const effect = fact.effect === undefined ? {} : { effect: fact.effect };
  return [{ timer: fact.timer, name, value: known(fact.value, `${fact.value / second}s`), provenance, place: directive.place, via: [], window: exact, fixed: false, ...effect }];
}

const titleOf = ({ version }: Context): string => (version.known === undefined ? 'nginx' : `nginx ${version.known}`);

/** How long this side keeps an unused connection to the upstream; asked only where it keeps any. */
export const poolSetting = remembered((upstream: Upstream, context): readonly Setting[] => {
  const name = 'keepalive_timeout (upstream)';
  if (upstream.idle) return effective('upstream.idle', name, 'keepalive_timeout', nginxTime, [upstream.block.children ?? []], context);
  const fact = nginxFacts.defaults.find((entry) => entry.timer === 'upstream.idle' && typeof entry.value === 'number');
  // A version that nobody names is not one of before 2018: those are left to the central step, which knows both.
  const isOld = context.version.known !== undefined && fact?.since !== undefined && atLeast(context.version.known, fact.since) === false;
  if (!fact || typeof fact.value !== 'number' || isOld) return [];
  const provenance = { kind: 'default', of: titleOf(context), link: fact.link } as const;
  return [{ timer: fact.timer, name, value: known(fact.value, `${fact.value / second}s`), provenance, place: upstream.block.place, via: [], window: exact, fixed: false }];
});

/** How often a request that times out is tried: the servers of the upstream, as far as they are written. */
export function triesSetting(pass: Pass, levels: Levels, upstream: Upstream | undefined, context: Context): readonly Setting[] {
  if (!upstream || upstream.servers.length < 2) return [];
  const next = nearestOne(levels, `${pass.prefix}_next_upstream`);
  const retries = !next || next.args.some((argument) => argument.text === 'timeout');
  const tries = nearestOne(levels, `${pass.prefix}_next_upstream_tries`);
  const limit = tries?.args[0] && Number(textOf(tries.args[0], context.variables).value ?? Number.NaN);
  const servers = upstream.servers.length;
  const places = upstream.servers.map((server) => server.place);
  const base = { timer: 'retry.attempts', provenance: { kind: 'configured' }, window: exact, fixed: false } as const;
  if (next && !retries) return [{ ...base, name: `${pass.prefix}_next_upstream`, value: known(1, next.args.map((argument) => argument.text).join(' ')), place: next.place, via: [] }];
  if (tries && Number.isNaN(limit)) return [{ ...base, name: tries.name, value: unknown('not a count that the files show', tries.args[0]?.text ?? '', tries.args[0] && textOf(tries.args[0], context.variables).variable), place: tries.place, via: [] }];
  if (tries && limit && limit < servers) return [{ ...base, name: tries.name, value: known(limit, String(limit)), place: tries.place, via: places }];
  return [{ ...base, name: `${pass.prefix}_next_upstream_tries`, value: known(servers, `${servers} servers`), place: (next ?? upstream.block).place, via: places }];
}

/** What `proxy_next_upstream` makes of a request that meets a closing connection, where it is written. */
export function repeatsOf(pass: Pass, levels: Levels): Pick<UpstreamReading, 'repeats'> {
  const words = nearestOne(levels, `${pass.prefix}_next_upstream`)?.args.map((argument) => argument.text);
  if (!words || words.some((word) => /[${}]/.test(word))) return {};
  if (!words.includes('error')) return { repeats: 'none' };
  return { repeats: words.includes('non_idempotent') ? 'all' : 'idempotent' };
}

/** TCP keep-alive towards the upstream: nginx only turns it on, the kernel says when it starts. */
export function socketKeepalive(pass: Pass, levels: Levels, context: Context): readonly Setting[] {
  const directive = nearestOne(levels, `${pass.prefix}_socket_keepalive`);
  return directive?.args[0]?.text === 'on' ? [{ ...kernelProbe(directive, directive.name, context), side: 'upstream' }] : [];
}

/** When the kernel begins to probe a connection with SO_KEEPALIVE on. */
export function kernelProbe(directive: Block, name: string, context: Context): Setting {
  if (context.keepaliveTime) return configured('probe.idle', kernelKeepalive.sysctl, context.keepaliveTime, (text) => (/^\d+$/.test(text) ? Number(text) * second : undefined));
  const value = known(kernelKeepalive.idle, `${kernelKeepalive.idle / second} s`);
  return { timer: 'probe.idle', name, value, provenance: { kind: 'default', of: 'Linux', link: kernelKeepalive.link }, place: directive.place, via: [], window: exact, fixed: false };
}

/** The innermost level that writes the directive; several readings when template branches write different ones. */
function effective(timer: Timer, name: string, directive: string, reads: Reads, levels: Levels, context: Context): readonly Setting[] {
  const at = levelOf(levels, directive);
  const blocks = named(levels[at] ?? [], directive);
  const [first] = blocks;
  if (!first) return [];
  const setting = one(timer, name, first, reads, context);
  if (first.when === undefined) return [setting];
  const settings = [setting, ...blocks.slice(1).map((block) => one(timer, name, block, reads, context))];
  return [{ ...setting, value: branched(blocks, settings.map((entry) => entry.value)) }];
}

function one(timer: Timer, name: string, block: Block, reads: Reads, context: Context): Setting {
  const text = block.args[0] ? textOf(block.args[0], context.variables) : literal('', block.place);
  const setting = configured(timer, name, text, reads);
  if (!block.shipped) return setting;
  return { ...setting, provenance: { kind: 'default', of: block.shipped.of, link: block.shipped.link } };
}

/** A directive that stands only in branches of a template: one of their values, if every branch has one. */
function branched(blocks: readonly Block[], values: readonly Value[]): Value {
  const conditions = blocks.map((block) => block.when ?? 'otherwise');
  const amounts = values.map((value) => (value.kind === 'known' ? value.amount : undefined));
  const [only] = values;
  const isComplete = blocks.length > 1 && amounts.every((amount) => amount !== undefined);
  if (!isComplete || !only) return unknown(`stands only under ${conditions[0] ?? 'a condition'}`, conditions.join(', '));
  if (amounts.every((amount) => amount === amounts[0])) return only;
  const members = amounts.map((amount, index) => ({ amount: amount ?? 0, when: conditions[index] ?? '' }));
  return { kind: 'one-of', members, settledBy: '' };
}

