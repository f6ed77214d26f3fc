import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'passenger',
  title: 'Passenger',
  kind: 'app-server',
  language: 'ruby',
  // How long its web server keeps idle connections is not documented.
  defaults: [{ timer: 'worker.deadline', name: '--max-request-time', value: 'never', effect: { sees: 'a 502' }, link: 'https://github.com/phusion/passenger/blob/080171e6e/src/cxx_supportlib/Constants.h' }],
};
