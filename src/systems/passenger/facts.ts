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
