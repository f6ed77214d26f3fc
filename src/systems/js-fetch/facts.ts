import type { SystemFacts } from '../facts.ts';

const client = 'https://github.com/nodejs/undici/blob/7eb7c8ec8/docs/docs/api/Client.md';

/**
 * `bodyTimeout` is left out: it bounds gaps of the body only, and no timer means that without the wait for the header. `node`: Node's own fetch and the undici package. `node-fetch`: the package of
 * that name.
 */
export const fetchFacts: SystemFacts = {
  system: 'js-fetch',
  title: 'fetch',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.deadline', name: 'AbortSignal.timeout', value: 'never', profiles: ['node', 'browser', 'unknown', 'node-fetch'], link: 'https://developer.mozilla.org/docs/Web/API/AbortSignal/timeout_static' },
    {
      timer: 'upstream.first-byte', name: 'headersTimeout', value: 300_000, profiles: ['node'], link: client,
      effect: { sees: 'TypeError: fetch failed', log: 'UND_ERR_HEADERS_TIMEOUT' },
    },
    { timer: 'upstream.connect', name: 'connect.timeout', value: 10_000, profiles: ['node'], link: client },
    { timer: 'upstream.idle', name: 'keepAliveTimeout', value: 4000, profiles: ['node'], link: client },
    { timer: 'probe.idle', name: 'connect.keepAliveInitialDelay', value: 60_000, profiles: ['node'], link: client },
  ],
  reuse: { retries: 'none', sees: 'TypeError: fetch failed (UND_ERR_SOCKET)', obeysHint: true, beforeHint: 2000, link: client },
};
