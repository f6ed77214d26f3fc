import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import { literal, configured } from '../setting.ts';
import type { Listener } from '../system.ts';
import { defaultPort } from './facts.ts';
import type { Context } from './context.ts';
import { kernelProbe } from './settings.ts';
import { textOf } from './text.ts';
import { nginxTime } from './time.ts';
import { type Block, named } from './tree.ts';

/** One address that a server listens on. */
export interface Socket {
  /** Equal for servers that share it; every interface counts as one address. */
  readonly key: string;
  readonly listener: Listener;
  readonly directive: Block;
  readonly isDefault: boolean;
  readonly server: Block;
}

export function socketsOf(server: Block, context: Context): readonly Socket[] {
  const listens = named(server.children ?? [], 'listen').filter((listen) => listen.args[0] && !listen.args.some((argument) => argument.text === 'quic'));
  if (listens.length > 0) return listens.map((listen) => socketOf(listen, server, context));
  const listener: Listener = { kind: 'port', port: defaultPort, protocol: 'http/1.1', place: server.place };
  return [{ key: `*:${defaultPort}`, listener, directive: server, isDefault: false, server }];
}

function socketOf(listen: Block, server: Block, context: Context): Socket {
  const [argument] = listen.args;
  const text = argument ? textOf(argument, context.variables) : literal('', listen.place);
  const isDefault = listen.args.some((option) => option.text === 'default_server' || option.text === 'default');
  const listener = listenerOf(text.value, listen);
  return { key: keyOf(listener, text.expression), listener, directive: listen, isDefault, server };
}

function listenerOf(address: string | undefined, listen: Block): Listener {
  const common = { protocol: 'http/1.1', place: listen.place } as const;
  if (address === undefined) return { kind: 'port', port: undefined, ...common };
  if (address.startsWith('unix:')) return { kind: 'socket', path: address.slice('unix:'.length), ...common };
  if (/^\d+$/.test(address)) return { kind: 'port', port: Number(address), ...common };
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(address.trim().split(/\s/)[0] ?? '');
  const port = parts?.[2] === undefined ? defaultPort : /^\d+$/.test(parts[2]) ? Number(parts[2]) : undefined;
  const host = parts?.[1] ?? '';
  return { kind: 'port', port, ...(isAny(host) ? {} : { address: host }), ...common };
}

const isAny = (address: string): boolean => ['', '*', '0.0.0.0', '[::]'].includes(address);

function keyOf(listener: Listener, expression: string): string {
  if (listener.kind === 'socket') return `unix:${listener.path}`;
  if (listener.kind !== 'port') return expression;
  return `${listener.address ?? '*'}:${listener.port ?? expression}`;
}

/** TCP keep-alive towards clients: `so_keepalive=on`, or `so_keepalive=30m::10`. */
export function probeSettings(directive: Block, context: Context): readonly Setting[] {
  const option = directive.name === 'listen' ? directive.args.find((argument) => argument.text.startsWith('so_keepalive=')) : undefined;
  const value = option && textOf(option, context.variables).value?.slice('so_keepalive='.length);
  if (!option || value === undefined || value === 'off') return [];
  const [idle = '', interval = '', count = ''] = value === 'on' ? [] : value.split(':');
  const settings: readonly Setting[] = [
    idle === '' ? kernelProbe(directive, 'so_keepalive', context) : configured('probe.idle', 'so_keepalive', literal(idle, option.place), nginxTime),
    ...(interval === '' ? [] : [configured('probe.interval', 'so_keepalive', literal(interval, option.place), (text) => seconds(text))]),
    ...(count === '' ? [] : [configured('probe.count', 'so_keepalive', literal(count, option.place), (text) => (/^\d+$/.test(text) ? Number(text) : undefined))]),
  ];
  return settings.map((setting) => ({ ...setting, side: 'downstream' }));
}

/** The kernel counts whole seconds. */
function seconds(text: string): number | undefined {
  const time = nginxTime(text);
  return time === undefined ? undefined : Math.max(second, Math.floor(time / second) * second);
}
