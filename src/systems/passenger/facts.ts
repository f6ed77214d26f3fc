import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'passenger',
  title: 'Passenger',
  kind: 'app-server',
  language: 'ruby',
  sideBySide: true,
  // Requests have no limit by default; how long its web server keeps idle connections is not documented.
  defaults: [],
};

/** Where it listens unless told. */
export const defaultPort = 3000;

/** Its directives inside nginx. nginx's own timeouts towards upstreams do not count there. */
export const inNginx = {
  switch: 'passenger_enabled',
  /** Milliseconds. */
  read: { name: 'passenger_read_timeout', value: 12_000_000, link: 'https://github.com/phusion/passenger/blob/080171e6e/src/nginx_module/Configuration.c' },
  deadline: 'passenger_max_request_time',
  link: 'https://www.phusionpassenger.com/docs/references/config_reference/nginx/',
} as const;
