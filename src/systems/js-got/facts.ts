import type { SystemFacts } from '../facts.ts';

const got = 'https://github.com/sindresorhus/got/blob/d00d845a/documentation/6-timeout.md';
const retry = 'https://github.com/sindresorhus/got/blob/d00d845a/documentation/7-retry.md';
const agent = 'https://nodejs.org/docs/latest-v20.x/api/http.html#httpglobalagent';
const ky = 'https://github.com/sindresorhus/ky/blob/3419113/readme.md';

/** `got` and `got-pooled` (Node 19 or newer); `ky` is its sibling for fetch. */
export const gotFacts: SystemFacts = {
  system: 'js-got',
  title: 'got',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeout.request', value: 'never', profiles: ['got', 'got-pooled'], link: got },
    { timer: 'upstream.first-byte', name: 'timeout.response', value: 'never', profiles: ['got', 'got-pooled'], link: got },
    { timer: 'upstream.read', name: 'timeout.socket', value: 'never', profiles: ['got', 'got-pooled'], link: got },
    { timer: 'retry.attempts', name: 'retry.limit', value: 3, profiles: ['got', 'got-pooled', 'ky'], link: retry },
    { timer: 'upstream.idle', name: 'agent.timeout', value: 5000, profiles: ['got-pooled'], link: agent },
    { timer: 'probe.idle', name: 'agent', value: 1000, profiles: ['got-pooled'], link: agent },
    { timer: 'upstream.first-byte', name: 'timeout', value: 10_000, profiles: ['ky'], link: ky },
  ],
  reuse: { retries: 'idempotent', sees: 'ECONNRESET: socket hang up', obeysHint: 'shortens', beforeHint: 1000, link: agent },
};
