import type { Protocol } from '../../model/layer.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import type { Listener, Target } from '../system.ts';
import { isHttp, linesOf, nearest, type Proxy } from './sections.ts';
import { textOf, type Variables } from './text.ts';

export interface Server {
  readonly line: HaproxyLine;
  readonly target: Target;
  readonly protocol: Protocol;
}

/** The servers of a backend that take part, as HTTP servers; backups only where there are no others. `port` is that of the listener. */
export function serversOf(proxy: Proxy, port: number | undefined, variables: Variables): readonly Server[] {
  const lines = [...linesOf(proxy, 'server').map((line) => ({ line, at: 2 })), ...linesOf(proxy, 'server-template').map((line) => ({ line, at: 3 }))];
  const enabled = lines.filter(({ line }) => !has(line, 'disabled'));
  const active = enabled.filter(({ line }) => !has(line, 'backup'));
  return (active.length > 0 ? active : enabled).flatMap(({ line, at }) => {
    const word = line.words[at];
    if (!word) return [];
    const text = textOf(word, variables);
    return [{ line, target: addressOf(text.value, text.expression, port), protocol: protocolOf(line, proxy) }];
  });
}

const has = (line: HaproxyLine, name: string): boolean => line.words.some((word) => word.text === name);

function addressOf(text: string | undefined, expression: string, port: number | undefined): Target {
  const unknown: Target = { kind: 'unknown', reason: 'an address that only run time tells', expression };
  if (text === undefined || /[${}<>]/.test(text)) return unknown;
  const socket = socketOf(text);
  if (socket !== undefined) return { kind: 'socket', path: socket };
  const parts = /^(?:(?:ipv[46]|tcp[46]?)@)?(\[[^\]]+\]|[^:]+|[0-9a-fA-F:]*::[0-9a-fA-F:]*)(?::\+?(\d{1,5}))?$/.exec(text);
  if (!parts?.[1] || parts[1].includes('@')) return unknown;
  return { kind: 'host', host: parts[1], port: parts[2] === undefined ? port : Number(parts[2]) };
}

/** `unix@/run/app.sock`, `/run/app.sock`, `abns@name`. */
function socketOf(text: string): string | undefined {
  if (/^abnsz?@/.test(text)) return text;
  return /^(?:unix@)?(\/.*)$/.exec(text)?.[1] ?? /^unix@(.+)$/.exec(text)?.[1];
}

function protocolOf(line: HaproxyLine, proxy: Proxy): Protocol {
  const lines = [line, ...nearest(proxy, 'default-server')];
  const parameter = (name: string): string | undefined => lines.flatMap(({ words }) => words.flatMap((word, at) => (word.text === name ? [words[at + 1]?.text ?? ''] : [])))[0];
  const proto = parameter('proto');
  if (proto === 'fcgi' || nearest(proxy, 'use-fcgi-app').length > 0) return 'fastcgi';
  return proto === 'h2' || /^h2\b/.test(parameter('alpn') ?? '') ? 'h2' : 'http/1.1';
}

/** Addresses of `bind` lines; those over UDP are left out. */
export function listenersOf(proxy: Proxy, variables: Variables): readonly Listener[] {
  return linesOf(proxy, 'bind').flatMap((line) => {
    const word = line.words[1];
    const text = word && textOf(word, variables);
    const protocol = isHttp(proxy) ? 'http/1.1' : 'tcp';
    if (!text || !word) return [];
    if (text.value === undefined) return [{ kind: 'port' as const, port: undefined, protocol, place: word.place }];
    return text.value.split(',').flatMap((address) => listener(address, protocol, word.place));
  });
}

function listener(address: string, protocol: Protocol, place: Listener['place']): readonly Listener[] {
  if (/^(?:quic|udp)[46]?@/.test(address)) return [];
  const socket = socketOf(address);
  if (socket !== undefined) return [{ kind: 'socket', path: socket, protocol, place }];
  const parts = /^(?:ipv[46]@)?(.*?):(\d{1,5})(?:-\d{1,5})?$/.exec(address);
  const host = parts?.[1] ?? '';
  const isAny = /^(?:\*|0\.0\.0\.0|::|\[::\])?$/.test(host);
  return [{ kind: 'port', port: parts?.[2] === undefined ? undefined : Number(parts[2]), ...(isAny ? {} : { address: host }), protocol, place }];
}
