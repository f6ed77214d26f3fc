import { createServer } from 'node:net';

/** Ports handed out in this run; two servers that ask at the same time must not get the same one. */
const taken = new Set<number>();

/** A port on which nobody listens, neither on 127.0.0.1 nor on 127.0.0.2. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (taken.has(port)) continue;
    taken.add(port);
    if ((await isFree('127.0.0.1', port)) && (await isFree('127.0.0.2', port))) return port;
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
