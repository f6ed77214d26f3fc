import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Address } from '../program.ts';
import { requestText } from './exchange.ts';
import { framingOf } from './framing.ts';

export interface IdleClose {
  /** Since the last byte of the response; absent: still open at the end of the wait. */
  readonly seconds: number | undefined;
  readonly connection: string | undefined;
}

/** When a server closes a connection on which one request was answered. */
export function idleClose({ host, port }: Address, patience: number): Promise<IdleClose> {
  return new Promise((resolve, reject) => {
    let answered: number | undefined;
    let data: Buffer = Buffer.alloc(0);
    const socket = connect({ host, port });
    const headers = () => framingOf(data).headers;
    const done = (seconds: number | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ seconds, connection: headers().get('connection') });
    };
    let timer = setTimeout(() => reject(new Error('no response')), 30_000);
    socket.write(requestText('GET', '/'));
    socket.on('data', (part) => {
      data = Buffer.concat([data, part]);
      answered = performance.now();
      clearTimeout(timer);
      timer = setTimeout(() => done(undefined), patience);
    });
    socket.on('end', () => (answered === undefined ? reject(new Error('closed without a response')) : done((performance.now() - answered) / 1000)));
    socket.on('error', () => (answered === undefined ? reject(new Error('reset without a response')) : done((performance.now() - answered) / 1000)));
  });
}
