import { connect, createServer, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Address } from '../program.ts';

/** What a forwarder saw of one connection. Times as of `performance.now()`. */
export interface Seen {
  closedBy?: 'downstream' | 'upstream';
  closedAt?: number;
  /** When the last bytes came from upstream. */
  answeredAt?: number;
  requests: number;
}

export interface Forwarder {
  readonly seen: readonly Seen[];
  readonly stop: () => void;
}

/** A hop of the given length, each way in milliseconds: what comes in at 127.0.0.1 goes to the same port of 127.0.0.2. FIN and RST travel just as long. */
export async function forwarder({ port }: Pick<Address, 'port'>, delay: number): Promise<Forwarder> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (downstream) => {
    const one: Seen = { requests: 0 };
    seen.push(one);
    const upstream = connect({ host: '127.0.0.2', port, allowHalfOpen: true, noDelay: true });
    sockets.add(downstream).add(upstream);
    pipe(downstream, upstream, delay, () => closed(one, 'downstream'), () => { one.requests++; });
    pipe(upstream, downstream, delay, () => closed(one, 'upstream'), () => { one.answeredAt = performance.now(); });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  return { seen, stop: () => { server.close(); for (const socket of sockets) socket.destroy(); } };
}

function closed(one: Seen, by: 'downstream' | 'upstream'): void {
  if (one.closedBy !== undefined) return;
  one.closedBy = by;
  one.closedAt = performance.now();
}

function pipe(from: Socket, to: Socket, delay: number, onClose: () => void, onData: () => void): void {
  const later = (act: () => void): void => void setTimeout(act, delay);
  from.on('data', (data) => { onData(); later(() => { if (!to.destroyed) to.write(data); }); });
  from.on('end', () => { onClose(); later(() => { if (!to.destroyed) to.end(); }); });
  from.on('error', () => { onClose(); later(() => to.resetAndDestroy()); });
}
