import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'granian',
  title: 'Granian',
  kind: 'app-server',
  language: 'python',
  // Without --workers-kill-timeout a worker that does not stop is waited for.
  defaults: [{ timer: 'stop.graceful', name: '--workers-kill-timeout', value: 'never', link: 'https://github.com/emmett-framework/granian/blob/master/README.md', uncertain: 'read as "disabled"; how long idle connections are kept is not documented' }],
};

/** Where it listens unless told. */
export const defaultPort = 8000;
