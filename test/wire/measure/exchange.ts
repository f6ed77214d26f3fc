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

/** Sends one request on a connection of its own and reads until the response or the connection ends. */
export function exchange({ host, port }: Address, path: string, expected: number | undefined, method = 'GET'): Promise<Exchange> {
  return new Promise((resolve) => {
    const started = performance.now();
    const socket = connect({ host, port });
    const parts: Buffer[] = [];
    const done = (ended: 'peer' | 'complete'): void => {
      socket.destroy();
      resolve(told(Buffer.concat(parts), ended, expected, (performance.now() - started) / 1000));
    };
    socket.setNoDelay(true);
    socket.write(requestText(method, path));
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

function told(data: Buffer, ended: 'peer' | 'complete', expected: number | undefined, seconds: number): Exchange {
  const { status, bytes, endsByClose } = framingOf(data);
  const base = { status, seconds, bytes };
  if (status === undefined) return { ...base, kind: 'closed' };
  if (ended === 'peer' && !endsByClose) return { ...base, kind: 'truncated' };
  if (status >= 400) return { ...base, kind: 'status' };
  return { ...base, kind: expected !== undefined && bytes < expected ? 'short' : 'complete' };
}
