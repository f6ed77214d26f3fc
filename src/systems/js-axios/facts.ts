import type { SystemFacts } from '../facts.ts';

const docs = 'https://axios-http.com/docs/req_config';
const node = 'https://github.com/axios/axios/blob/23a25af0/lib/adapters/http.js';
const probes = 'https://github.com/axios/axios/pull/3422';
const agent = 'https://nodejs.org/docs/latest-v20.x/api/http.html#httpglobalagent';

/** `node-pooled`: on Node 19 or newer with its global agent. `browser`: the limit is for the whole exchange. */
export const axiosFacts: SystemFacts = {
  system: 'js-axios',
  title: 'axios',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.read', name: 'timeout', value: 'never', profiles: ['node', 'node-pooled', 'node-keep-alive', 'unknown'], link: docs },
    { timer: 'upstream.deadline', name: 'timeout', value: 'never', profiles: ['browser', 'unknown'], link: docs },
    { timer: 'upstream.idle', name: 'httpAgent.timeout', value: 5000, profiles: ['node-pooled'], link: agent },
    { timer: 'upstream.idle', name: 'httpAgent.timeout', value: 'never', profiles: ['node-keep-alive'], link: 'https://nodejs.org/docs/latest-v20.x/api/http.html#new-agentoptions' },
    { timer: 'probe.idle', name: 'httpAgent', value: 60_000, since: '0.25.0', profiles: ['node', 'node-pooled', 'node-keep-alive'], link: node, uncertain: 'read out of the source code' },
    { timer: 'probe.idle', name: 'httpAgent', value: 'never', before: '0.25.0', profiles: ['node'], link: probes },
    { timer: 'probe.idle', name: 'httpAgent', value: 1000, before: '0.25.0', profiles: ['node-pooled', 'node-keep-alive'], link: probes, uncertain: 'the probes of the agent, which axios left alone' },
  ],
  reuse: { retries: 'none', withAttempts: 'all', sees: 'ECONNRESET: socket hang up', obeysHint: 'shortens', beforeHint: 1000, link: agent },
};
