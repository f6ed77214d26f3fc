import type { Protocol } from '../../model/layer.ts';
import { own } from '../../model/own.ts';
import type { Text } from '../../model/value.ts';
import type { Target } from '../system.ts';
import { ports } from './facts.ts';

/** An address as `ProxyPass` and `SetHandler proxy:` write it. */
export interface Address {
  readonly target: Target;
  readonly protocol: Protocol;
  readonly scheme: string;
  /** Set for `balancer://name`. */
  readonly balancer?: string;
}

const protocols: Readonly<Record<string, Protocol>> = {
  http: 'http/1.1', https: 'http/1.1', ws: 'http/1.1', wss: 'http/1.1', h2: 'h2', h2c: 'h2', fcgi: 'fastcgi', uwsgi: 'uwsgi', scgi: 'scgi', ajp: 'unknown', balancer: 'unknown',
};

/** What stands behind the server in an address, `$1` and the like included. */
export const pathIn = (url: string): string => /^(?:unix:[^|]*\|)?[a-z0-9]+:\/\/(?:\[[^\]]*\])?[^/?$%]*([^?]*)/i.exec(url)?.[1] ?? '';

/** `http://app:8000/path`, `unix:/run/app.sock|fcgi://localhost/`, `balancer://pool`. */
export function addressOf(text: Text): Address | undefined {
  const url = text.value ?? text.expression;
  const socket = /^unix:([^|]+)\|([a-z0-9]+):/i.exec(url);
  if (socket) return { target: { kind: 'socket', path: socket[1] ?? '' }, protocol: own(protocols, socket[2]?.toLowerCase() ?? '') ?? 'unknown', scheme: socket[2]?.toLowerCase() ?? '' };
  const [, scheme = '', authority = '', path = ''] = /^([a-z0-9]+):\/\/([^/?]*)(.*)$/is.exec(url) ?? [];
  const protocol = own(protocols, scheme.toLowerCase());
  if (protocol === undefined) return undefined;
  const common = { protocol, scheme: scheme.toLowerCase() };
  if (common.scheme === 'balancer') return { ...common, target: open(text), balancer: authority.toLowerCase() };
  const [, host = '', port] = /^(\[[^\]]*\]|[^:$%{}]+)(?::(\d{1,5}))?(?:(?:\$\d|%\{REQUEST_URI\}).*)?$/.exec(authority) ?? [];
  if (host === '') return { ...common, target: open(text) };
  return { ...common, target: { kind: 'host', host, port: port === undefined ? own(ports, common.scheme) : Number(port), ...(path === '' || /[$%{}]/.test(path) ? {} : { path }) } };
}

const open = (text: Text): Target => ({ kind: 'unknown', reason: text.value === undefined ? 'only known at run time' : 'the address is put together at run time', expression: text.expression, ...(text.variable === undefined ? {} : { variable: text.variable }) });
