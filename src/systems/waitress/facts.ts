import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'waitress',
  title: 'Waitress',
  kind: 'app-server',
  language: 'python',
  defaults: [
    // Idle channels are looked for every cleanup_interval, 30 s.
    { timer: 'downstream.idle', name: 'channel_timeout', value: 120_000, window: { early: 0, late: 30_000 }, link: 'https://github.com/Pylons/waitress/blob/4a37891/docs/arguments.rst' },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 8080;
