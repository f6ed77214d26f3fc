import type { SystemFacts } from '../facts.ts';

const server = 'https://github.com/tornadoweb/tornado/blob/stable/tornado/httpserver.py';

export const facts: SystemFacts = {
  system: 'tornado',
  title: 'Tornado',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: 'idle_connection_timeout', value: 3_600_000, link: server },
    { timer: 'downstream.header', name: 'idle_connection_timeout', value: 3_600_000, link: server },
  ],
};
