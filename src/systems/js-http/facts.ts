import type { SystemFacts } from '../facts.ts';

const agent = 'https://nodejs.org/docs/latest-v20.x/api/http.html#new-agentoptions';
const request = 'https://nodejs.org/docs/latest-v20.x/api/http.html#httprequesturl-options-callback';

/** `global`: Node's global agent, which pools since 19.0.0. `keep-alive`: an own agent with `keepAlive: true`. `closing`: one without. */
export const nodeHttpFacts: SystemFacts = {
  system: 'js-http',
  title: 'Node http.request',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.read', name: 'timeout', value: 'never', link: request },
    { timer: 'upstream.idle', name: 'timeout', value: 5000, since: '19.0.0', profiles: ['global'], link: agent },
    { timer: 'upstream.idle', name: 'timeout', value: 'never', profiles: ['keep-alive'], link: agent },
    { timer: 'probe.idle', name: 'keepAliveMsecs', value: 1000, since: '19.0.0', profiles: ['global'], link: agent },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', before: '19.0.0', profiles: ['global'], link: agent },
    { timer: 'probe.idle', name: 'keepAliveMsecs', value: 1000, profiles: ['keep-alive'], link: agent },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', profiles: ['closing'], link: agent },
  ],
  reuse: { retries: 'none', sees: 'ECONNRESET: socket hang up', obeysHint: true, link: agent },
};
