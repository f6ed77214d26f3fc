import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Address } from '../program.ts';
import { framingOf } from './framing.ts';

/** What came back for one request. */
export interface Exchange {
  readonly kind: 'complete' | 'status' | 'closed' | 'truncated' | 'short';
  readonly status: number | undefined;
  readonly seconds: number;
  /** Bytes of the body. */
  readonly bytes: number;
}

/** A body that comes one byte after the other; `gap` in milliseconds. */
export interface Slowly { readonly bytes: number; readonly gap: number }

/** Sends one request on a connection of its own and reads until the response or the connection ends. */
export function exchange({ host, port }: Address, path: string, expected: number | undefined, method = 'GET', slowly?: Slowly): Promise<Exchange> {
  return new Promise((resolve) => {
    const started = performance.now();
    const socket = connect({ host, port });
    const parts: Buffer[] = [];
    const done = (ended: 'peer' | 'complete'): void => {
      clearInterval(feeding);
      socket.destroy();
      resolve(told(Buffer.concat(parts), ended, expected, (performance.now() - started) / 1000));
    };
    socket.setNoDelay(true);
    socket.write(slowly ? slowHead(path, slowly) : requestText(method, path));
    let left = slowly?.bytes ?? 0;
    const feeding = slowly && setInterval(() => {
      if (left-- > 0 && socket.writable) socket.write('1');
    }, slowly.gap);
    socket.on('data', (data) => {
      parts.push(data);
      if (framingOf(Buffer.concat(parts)).isComplete) done('complete');
    });
    socket.on('end', () => done('peer'));
    socket.on('error', () => done('peer'));
  });
}

export const requestText = (method: string, path: string): string =>
  `${method} ${path} HTTP/1.1\r\nHost: wire.example\r\n${method === 'GET' ? '' : 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n'}\r\n${method === 'GET' ? '' : 'a=1'}`;

/** The first byte goes at once: a server that waits for the body has begun. */
const slowHead = (path: string, { bytes }: Slowly): string => `POST ${path} HTTP/1.1\r\nHost: wire.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${bytes + 1}\r\n\r\na`;

function told(data: Buffer, ended: 'peer' | 'complete', expected: number | undefined, seconds: number): Exchange {
  const { status, bytes, endsByClose } = framingOf(data);
  const base = { status, seconds, bytes };
  if (status === undefined) return { ...base, kind: 'closed' };
  if (ended === 'peer' && !endsByClose) return { ...base, kind: 'truncated' };
  if (status >= 400) return { ...base, kind: 'status' };
  return { ...base, kind: expected !== undefined && bytes < expected ? 'short' : 'complete' };
}
