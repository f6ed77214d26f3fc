import { type Address, addressText, type Program } from '../program.ts';

export interface HaproxyOptions {
  readonly defaults?: readonly string[];
  /** Behind `server`. */
  readonly server?: string;
}

const usual = ['timeout client 30s', 'timeout server 30s', 'timeout connect 5s'];

/** Later lines of `defaults` win over the usual ones. */
export function haproxy(at: Address, to: Address | undefined, { defaults = [], server = '' }: HaproxyOptions = {}): Program {
  const frontend = to ? '  default_backend app\n' : '  http-request return status 200 content-type text/plain string done\n';
  const backend = to ? `\nbackend app\n  server one ${addressText(to)} ${server}\n` : '';
  const lines = [...usual, ...defaults].map((line) => `  ${line}\n`).join('');
  const text = `global\n  nbthread 1\n  maxconn 2000\n\ndefaults\n  mode http\n${lines}\nfrontend entry\n  bind ${addressText(at)}\n${frontend}${backend}`;
  return { system: 'haproxy', needs: ['haproxy'], files: { 'haproxy.cfg': text }, line: 'haproxy -db -f haproxy.cfg', at, shows: `HAProxy ${[...defaults, server].filter(Boolean).join(', ') || 'default'}` };
}
