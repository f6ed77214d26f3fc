import type { SystemFacts } from '../facts.ts';

const docs = 'https://nodejs.org/docs/latest-v20.x/api/http.html';
const fastify = 'https://fastify.dev/docs/latest/Reference/Server/';
const fastifies = ['fastify', 'fastify-3', 'fastify-unversioned'];
/** `node-7` and `node-12` are releases before 8 and before 13, `node-27` those that may follow 26; taken only when the version is known. `unseen` has no facts, because nobody knows what it sets. */
const all = ['node', 'node-12', 'node-27', ...fastifies];
/** Measured on 20.20: the socket is closed one second after the value that the Keep-Alive header announces. */
const window = { early: 0, late: 1000 };
const checked = { early: 0, late: 30_000 };
const cut = { sees: 'a connection closed without a response', answers: 'close' } as const;

/** Majors at which the defaults changed; the profiles are called after the last or first major that they hold for. */
export const changed = { idle: 8, timeouts: 13, longerIdle: 27, fastify: 4 } as const;

export const nodeFacts: SystemFacts = {
  system: 'node',
  title: 'Node.js',
  kind: 'app-server',
  language: 'javascript',
  sendsHint: true,
  traits: [
    { name: 'header-clock-runs-while-idle', since: '10.15.2', before: '11.0.0', link: 'https://github.com/nodejs/node/issues/27363' },
    { name: 'header-clock-runs-while-idle', since: '12.0.0', before: '12.19.0', link: 'https://github.com/nodejs/node/pull/34131' },
  ],
  defaults: [
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 5000, profiles: ['node', 'node-12'], window, link: `${docs}#serverkeepalivetimeout` },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 65_000, profiles: ['node-27'], window, link: 'https://github.com/nodejs/node/pull/62782', uncertain: 'on the main branch after 26.0.0; the release is expected, not seen' },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 'never', profiles: ['node-7'], link: `${docs}#serverkeepalivetimeout` },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 72_000, profiles: ['fastify'], window, link: `${fastify}#keepalivetimeout` },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 5000, profiles: ['fastify-3'], window, link: 'https://github.com/fastify/fastify/blob/v3.29.5/docs/Reference/Server.md' },
    { timer: 'downstream.header', name: 'headersTimeout', value: 60_000, profiles: ['node', 'node-27', ...fastifies], window: checked, link: `${docs}#serverheaderstimeout` },
    { timer: 'downstream.header', name: 'headersTimeout', value: 40_000, profiles: ['node-12'], link: 'https://github.com/nodejs/node/pull/30071', uncertain: 'the last releases of 12 have 60 s' },
    { timer: 'downstream.request', name: 'requestTimeout', value: 300_000, since: '18.0.0', profiles: ['node', 'node-27'], window: checked, link: `${docs}#serverrequesttimeout` },
    { timer: 'downstream.request', name: 'requestTimeout', value: 'never', before: '18.0.0', profiles: ['node', 'node-12', 'node-7'], link: `${docs}#serverrequesttimeout` },
    { timer: 'downstream.request', name: 'requestTimeout', value: 'never', profiles: fastifies, link: `${fastify}#requesttimeout` },
    { timer: 'exchange.idle', name: 'connectionTimeout', value: 'never', profiles: fastifies, effect: cut, link: `${fastify}#connectiontimeout` },
    { timer: 'exchange.idle', name: 'server.timeout', value: 'never', profiles: ['node', 'node-27'], effect: cut, link: `${docs}#servertimeout` },
    { timer: 'exchange.idle', name: 'server.timeout', value: 120_000, profiles: ['node-12', 'node-7'], effect: cut, link: `${docs}#servertimeout` },
    { timer: 'probe.idle', name: 'keepAlive', value: 'never', profiles: all, link: `${docs}#httpcreateserveroptions-requestlistener` },
  ],
};

/** Where the servers that frameworks generate listen unless told. */
export const ports = { astro: 4321, others: 3000 } as const;
