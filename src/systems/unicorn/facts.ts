import type { SystemFacts } from '../facts.ts';

const configurator = 'https://github.com/defunkt/unicorn/blob/master/lib/unicorn/configurator.rb';
const killed = { sees: 'a 502 from the proxy in front', log: 'worker timeout, killing' };

/** What the master allows a worker where nobody writes `timeout`, in milliseconds. */
export const defaultTimeout = 60_000;

export const facts: SystemFacts = {
  system: 'unicorn',
  title: 'Unicorn',
  kind: 'app-server',
  language: 'ruby',
  defaults: [
    { timer: 'worker.deadline', name: 'timeout', value: defaultTimeout, effect: killed, link: configurator },
    { timer: 'downstream.idle', name: 'keep-alive', value: { off: 'Unicorn closes after each response and says so' }, link: 'https://github.com/defunkt/unicorn/blob/master/DESIGN' },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 8080;
