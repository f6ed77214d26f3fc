import type { Default, SystemFacts } from '../facts.ts';

const agent = 'https://nodejs.org/docs/latest-v20.x/api/http.html#new-agentoptions';
const request = 'https://nodejs.org/docs/latest-v20.x/api/http.html#httprequesturl-options-callback';

/** The first major of Node whose global agent keeps connections. */
export const poolsSince = 19;

/** Of the global agent, since it keeps connections. */
export const globalTimeout = { timer: 'upstream.idle', name: 'agent.timeout', value: 5000, link: agent } as const satisfies Default;

/** Of the package agentkeepalive. */
export const freeSocketTimeout = { timer: 'upstream.idle', name: 'freeSocketTimeout', value: 4000, link: 'https://github.com/node-modules/agentkeepalive/blob/422e9fc/README.md' } as const satisfies Default;

/** The header only shortens the `timeout` of an agent (`keepSocketAlive` in lib/_http_agent.js; measured): without one it does nothing. `global`: Node's global agent, which pools since 19.0.0. `keep-alive`: an own agent with `keepAlive: true`. `closing`: one without. */
export const nodeHttpFacts: SystemFacts = {
  system: 'js-http',
  title: 'Node http.request',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.read', name: 'timeout', value: 'never', link: request },
    { ...globalTimeout, since: '19.0.0', profiles: ['global'] },
    { timer: 'upstream.idle', name: 'agent.timeout', value: 'never', profiles: ['keep-alive'], link: agent },
    { timer: 'probe.idle', name: 'keepAliveMsecs', value: 1000, since: '19.0.0', profiles: ['global'], link: agent },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', before: '19.0.0', profiles: ['global'], link: agent },
    { timer: 'probe.idle', name: 'keepAliveMsecs', value: 1000, profiles: ['keep-alive'], link: agent },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', profiles: ['closing'], link: agent },
  ],
  reuse: { retries: 'none', sees: 'ECONNRESET: socket hang up', obeysHint: 'shortens', beforeHint: 1000, link: agent },
};
