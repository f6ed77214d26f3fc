import { connect, type Socket } from 'node:net';
import type { Address } from '../program.ts';
import { requestText } from './exchange.ts';
import { framingOf } from './framing.ts';

export type Answer = number | 'closed' | 'reset';

/** A client that keeps its connection for as long as the server lets it. */
export interface Keeping {
  /** The status; or how the connection ended instead. */
  readonly ask: (method: 'GET' | 'POST', path?: string) => Promise<Answer>;
  readonly end: () => void;
}

export function keeping({ host, port }: Address): Keeping {
  let socket: Socket | undefined;
  const drop = (): void => {
    socket?.destroy();
    socket = undefined;
  };
  const opened = (): Socket => {
    const fresh = connect({ host, port, noDelay: true });
    fresh.once('close', () => { if (socket === fresh) socket = undefined; });
    fresh.on('error', () => undefined);
    return fresh;
  };
  return {
    end: drop,
    ask: (method, path = '/') => new Promise((resolve) => {
      socket = socket?.writable === true && !socket.readableEnded ? socket : opened();
      const used = socket;
      let data: Buffer = Buffer.alloc(0);
      const finish = (answer: Answer, keep: boolean): void => {
        used.removeAllListeners('data').removeAllListeners('end').removeListener('error', onError);
        if (!keep) drop();
        resolve(answer);
      };
      const onError = (): void => finish('reset', false);
      used.on('data', (part) => {
        data = Buffer.concat([data, part]);
        const { isComplete, status = 0, headers } = framingOf(data);
        if (isComplete) finish(status, !/close/i.test(headers.get('connection') ?? ''));
      });
      used.on('end', () => finish('closed', false));
      used.on('error', onError);
      used.write(requestText(method, path));
    }),
  };
}
