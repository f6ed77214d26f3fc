import type { Protocol } from '../../model/layer.ts';
import type { Text } from '../../model/value.ts';
import type { Target } from '../system.ts';

export interface Address {
  readonly target: Target;
  readonly protocol: Protocol;
}

/** `app:3000`, `https://app`, `h2c://app:50051`, `unix//run/app.sock`, `:8080`. */
export function addressOf(text: Text): Address {
  const { value } = text;
  if (value === undefined) return { target: open(text, 'only known at run time'), protocol: 'http/1.1' };
  const socket = /^unix(?:\+(h2c))?\/{1,2}(\/?.+)$/.exec(value);
  if (socket) return { target: { kind: 'socket', path: `/${(socket[2] ?? '').replace(/^\/+/, '')}` }, protocol: socket[1] === undefined ? 'http/1.1' : 'h2' };
  const [, scheme = '', host = '', port] = /^(?:([a-z0-9+]+):\/\/|tcp4?\/)?(\[[^\]]*\]|[^:/{}]*)(?::(\d{1,5})(?:-\d{1,5})?)?\/?$/i.exec(value) ?? [];
  if (host === '' && port === undefined) return { target: open(text, 'the address is put together at run time'), protocol: 'http/1.1' };
  const fallback = scheme === 'https' ? 443 : 80;
  return { target: { kind: 'host', host: host === '' ? '127.0.0.1' : host, port: port === undefined ? fallback : Number(port) }, protocol: scheme === 'h2c' ? 'h2' : 'http/1.1' };
}

const open = (text: Text, reason: string): Target => ({ kind: 'unknown', reason, expression: text.expression, ...(text.variable === undefined ? {} : { variable: text.variable }) });
