import type { SystemFacts } from '../facts.ts';

const config = 'https://github.com/encode/httpx/blob/ae1b9f66/httpx/_config.py';
const backend = 'https://github.com/encode/httpcore/blob/9820975/httpcore/_backends/sync.py';

export const facts: SystemFacts = {
  system: 'python-httpx',
  title: 'httpx',
  kind: 'client',
  language: 'python',
  defaults: [
    { timer: 'upstream.connect', name: 'timeout', value: 5000, link: config },
    { timer: 'upstream.read', name: 'timeout', value: 5000, effect: { sees: 'httpx.ReadTimeout' }, link: config },
    { timer: 'upstream.send', name: 'timeout', value: 5000, effect: { sees: 'httpx.WriteTimeout' }, link: config },
    { timer: 'upstream.idle', name: 'keepalive_expiry', value: 5000, link: config },
    { timer: 'probe.idle', name: 'socket_options', value: 'never', link: backend },
  ],
  reuse: { retries: 'none', sees: 'RemoteProtocolError: Server disconnected without sending a response', link: config },
};

export const timeoutLink = config;
