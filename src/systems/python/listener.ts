import type { Protocol } from '../../model/layer.ts';
import type { Text } from '../../model/value.ts';
import type { Listener } from '../system.ts';
import { visible } from './words.ts';

/** A bind address: `host:port`, `:port`, `[::]:port`, `unix:/path`, a path. `fallback` is the port of an address without one. */
export function listenerOf(text: Text, protocol: Protocol, fallback?: number): Listener {
  const place = text.places[0];
  const address = visible(text).trim();
  const socket = /^unix:(?:\/\/)?(.+)$/.exec(address)?.[1] ?? (address.startsWith('/') ? address : undefined);
  if (socket !== undefined) return { kind: 'socket', path: socket, protocol, place };
  const parts = /^(?:tcp:\/\/)?(\[[^\]]*\]|[^:]*):(.*)$/.exec(address);
  if (text.value === undefined && parts === null) return { kind: 'port', port: undefined, protocol, place };
  const host = (parts?.[1] ?? address).replace(/^\[|\]$/g, '');
  const port = parts === null ? fallback : portOf(parts[2] ?? '');
  const named = host === '' || host.includes('$') || host.includes('{') ? {} : { address: host };
  return { kind: 'port', port, ...named, protocol, place };
}

/** `undefined` for a variable. */
export const portOf = (text: string): number | undefined => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined);
