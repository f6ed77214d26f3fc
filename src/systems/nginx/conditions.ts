import type { Condition } from '../../model/layer.ts';
import { connectionOf } from './connection-header.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { addressText } from './target.ts';
import { textOf } from './text.ts';
import { type Block, type Levels, named, nearestOne } from './tree.ts';
import type { Upstream } from './upstream.ts';

/** What is written about a pass directive besides its clocks: where it leads, and what decides whether connections are kept. */
export function passConditions(pass: Pass, levels: Levels, directive: Block, upstream: Upstream | undefined, context: Context): readonly Condition[] {
  const connection = connectionOf(levels);
  return [
    ...(directive.args.length > 0 ? [condition(directive, 'join', context, addressText)] : []),
    ...(upstream ? named(upstream.block.children ?? [], 'server').map((server) => condition(server, 'join', context, addressText)) : []),
    ...(upstream?.keepalive ? [condition(upstream.keepalive, 'reuse', context)] : []),
    ...(pass.prefix === 'proxy' ? [nearestOne(levels, 'proxy_http_version')].flatMap((version) => (version ? condition(version, 'reuse', context) : [])) : []),
    ...(pass.prefix === 'proxy' && connection?.args[1] ? [{ ...condition({ ...connection, args: connection.args.slice(1) }, 'reuse', context), name: 'proxy_set_header Connection' }] : []),
    ...(pass.prefix === 'fastcgi' ? [nearestOne(levels, 'fastcgi_keep_conn')].flatMap((keep) => (keep ? condition(keep, 'reuse', context) : [])) : []),
  ];
}

function condition(block: Block, decides: Condition['decides'], context: Context, shown = (text: string): string | undefined => (text === '' ? '""' : text)): Condition {
  const [argument] = block.args;
  const text = argument && textOf(argument, context.variables);
  const value = text?.value === undefined || text.value.length > 200 ? undefined : shown(text.value);
  return { name: block.name, value, decides, place: block.place, ...(text ? { origin: text.origin } : {}) };
}
