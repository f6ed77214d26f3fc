import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { environment, isInstalled } from '../needs.ts';
import { serverAddress, serverName } from '../program.ts';

/** Client, router and server, each in a network namespace of its own. The router forgets silent flows as a network load balancer does. */
export interface Namespaces {
  readonly client: readonly string[];
  readonly server: readonly string[];
  readonly remove: () => void;
}

/** What becomes of a packet that belongs to no flow: nothing, or a reset to whoever sent it. */
export type Late = 'drop' | 'reset';

/** Seconds after which the router forgets. */
export function namespaces(limit: number, late: Late = 'drop'): Namespaces | { readonly reason: string } {
  const absent = ['ip', 'nft', 'sysctl'].filter((need) => !isInstalled(need));
  if (absent.length > 0) return { reason: `not installed: ${absent.join(', ')}` };
  const prefix = `hl${process.pid % 100_000}${late.slice(0, 1)}`;
  const [client, router, server] = [`${prefix}c`, `${prefix}r`, `${prefix}s`] as const;
  // `ip netns exec` puts the files of this folder over those of /etc.
  const own = `/etc/netns/${client}`;
  const remove = (): void => {
    for (const name of [client, router, server]) attempt(() => run('ip', 'netns', 'del', name));
    rmSync(own, { recursive: true, force: true });
  };
  try {
    mkdirSync(own, { recursive: true });
    writeFileSync(`${own}/hosts`, `127.0.0.1 localhost\n${serverAddress} ${serverName}\n`);
    for (const name of [client, router, server]) {
      run('ip', 'netns', 'add', name);
      run('ip', '-n', name, 'link', 'set', 'lo', 'up');
    }
    wire(`${prefix}a`, client, '10.77.1.2', router, '10.77.1.1');
    wire(`${prefix}b`, server, serverAddress, router, '10.77.2.1');
    forget(router, limit, late === 'drop' ? 'drop' : 'reject with tcp reset');
  } catch (error) {
    remove();
    return { reason: `no network namespaces here: ${String(error).split('\n')[0] ?? ''}` };
  }
  const inside = (name: string): readonly string[] => ['ip', 'netns', 'exec', name];
  return { client: inside(client), server: inside(server), remove };
}

/** A namespace in which every connection to a port of this range is ignored. */
export function blackHole(first: number, last: number): { readonly within: readonly string[]; readonly remove: () => void } | { readonly reason: string } {
  const name = `hl${process.pid % 100_000}h`;
  const remove = (): void => attempt(() => run('ip', 'netns', 'del', name));
  try {
    run('ip', 'netns', 'add', name);
    run('ip', '-n', name, 'link', 'set', 'lo', 'up');
    run('ip', 'netns', 'exec', name, 'nft', `add table ip hole; add chain ip hole i { type filter hook input priority 0; }; add rule ip hole i tcp dport ${first}-${last} drop`);
  } catch (error) {
    remove();
    return { reason: `no network namespaces here: ${String(error).split('\n')[0] ?? ''}` };
  }
  return { within: ['ip', 'netns', 'exec', name], remove };
}

/** A cable between a namespace and the router, by which the rest of the world is reached. */
function wire(name: string, end: string, address: string, router: string, gateway: string): void {
  run('ip', 'link', 'add', name, 'netns', end, 'type', 'veth', 'peer', 'name', name, 'netns', router);
  run('ip', '-n', end, 'addr', 'add', `${address}/24`, 'dev', name);
  run('ip', '-n', router, 'addr', 'add', `${gateway}/24`, 'dev', name);
  run('ip', '-n', end, 'link', 'set', name, 'up');
  run('ip', '-n', router, 'link', 'set', name, 'up');
  run('ip', '-n', end, 'route', 'add', 'default', 'via', gateway);
}

/** Only a SYN opens a flow; what belongs to none is dropped without a word, or answered. */
function forget(router: string, limit: number, verdict: string): void {
  const inside = (...args: readonly string[]): void => run('ip', 'netns', 'exec', router, ...args);
  inside('sysctl', '-qw', 'net.ipv4.ip_forward=1');
  inside('nft', `add table ip lb; add chain ip lb f { type filter hook forward priority 0; }; add rule ip lb f meta l4proto tcp ct state invalid ${verdict}; add rule ip lb f meta l4proto tcp ct state new tcp flags & (syn|ack) != syn ${verdict}`);
  const conntrack = ['established', 'unacknowledged', 'max_retrans'].map((name) => `net.netfilter.nf_conntrack_tcp_timeout_${name}=${limit}`);
  inside('sysctl', '-qw', 'net.netfilter.nf_conntrack_tcp_loose=0', ...conntrack);
}

const run = (command: string, ...args: readonly string[]): void => void execFileSync(command, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Was never made.
  }
}
