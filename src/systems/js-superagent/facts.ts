import type { SystemFacts } from '../facts.ts';

const agent = 'https://nodejs.org/docs/latest-v20.x/api/http.html#new-agentoptions';
const docs = 'https://github.com/forwardemail/superagent/blob/3ef3676/docs/index.md#timeouts';

/** `keep-alive`, `closing`, `unknown`: calls that are given an agent of Node. */
export const superagentFacts: SystemFacts = {
  system: 'js-superagent',
  title: 'SuperAgent',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.deadline', name: 'deadline', value: 'never', link: docs },
    { timer: 'upstream.first-byte', name: 'response', value: 'never', link: docs },
    { timer: 'probe.idle', name: 'agent', value: 'never', profiles: ['node'], link: 'https://github.com/forwardemail/superagent/blob/3ef3676/src/node/index.js', uncertain: 'read out of the source code' },
    { timer: 'probe.idle', name: 'keepAliveMsecs', value: 1000, profiles: ['keep-alive'], link: agent },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', profiles: ['closing'], link: agent },
    { timer: 'upstream.idle', name: 'agent.timeout', value: 'never', profiles: ['keep-alive'], link: agent },
  ],
  reuse: { retries: 'none', withAttempts: 'all', sees: 'ECONNRESET: socket hang up', obeysHint: 'shortens', beforeHint: 1000, link: agent },
};
