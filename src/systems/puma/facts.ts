import type { SystemFacts } from '../facts.ts';

const configuration = 'https://github.com/puma/puma/blob/v6.6.1/lib/puma/configuration.rb';
const history = 'https://github.com/puma/puma/blob/ff2e2126/History.md';

/** Measured on 5.6. */
const window = { early: 0, late: 250 };

export const facts: SystemFacts = {
  system: 'puma',
  title: 'Puma',
  kind: 'app-server',
  language: 'ruby',
  sideBySide: true,
  defaults: [
    { timer: 'downstream.idle', name: 'persistent_timeout', value: 20_000, before: '7.0.0', window, link: configuration },
    { timer: 'downstream.idle', name: 'persistent_timeout', value: 65_000, since: '7.0.0', window, link: history },
    { timer: 'downstream.body', name: 'first_data_timeout', value: 30_000, effect: { sees: 'a 408', answers: 408 }, link: configuration },
    { timer: 'worker.silence', name: 'worker_timeout', value: 60_000, profiles: ['cluster'], effect: { sees: 'a connection closed without a response', log: 'Terminating timed out worker' }, link: configuration },
    { timer: 'stop.graceful', name: 'worker_shutdown_timeout', value: 30_000, profiles: ['cluster'], link: configuration },
    { timer: 'stop.graceful', name: 'force_shutdown_after', value: 'never', profiles: ['single'], link: configuration },
  ],
};

/** The first version that reads WEB_CONCURRENCY. */
export const readsConcurrency = '5.0.0';
/** Where it listens unless told: by itself, and under `rails server`. */
export const ports = { puma: 9292, rails: 3000 } as const;

export const dslLink = 'https://github.com/puma/puma/blob/v6.6.1/lib/puma/dsl.rb';
/** Seconds between two signs of life of a worker; `worker_timeout` has to be longer. */
export const checkInterval = 5;
