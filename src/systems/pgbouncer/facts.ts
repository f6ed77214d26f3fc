import type { SystemFacts } from '../facts.ts';

const config = 'https://www.pgbouncer.org/config.html';

export const facts: SystemFacts = {
  system: 'pgbouncer',
  title: 'PgBouncer',
  kind: 'proxy',
  reuse: { retries: 'none', sees: 'a failed query', link: config },
  defaults: [
    { timer: 'downstream.idle', name: 'client_idle_timeout', value: 'never', link: config },
    { timer: 'upstream.idle', name: 'server_idle_timeout', value: 600_000, link: config },
    { timer: 'upstream.connect', name: 'server_connect_timeout', value: 15_000, link: config },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 6432;
export const serverPort = 5432;
