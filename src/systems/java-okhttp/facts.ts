import type { SystemFacts } from '../facts.ts';

const builder = 'https://square.github.io/okhttp/5.x/okhttp/okhttp3/-ok-http-client/-builder/';
const pool = 'https://square.github.io/okhttp/5.x/okhttp/okhttp3/-connection-pool/index.html';

export const okHttpFacts: SystemFacts = {
  system: 'java-okhttp',
  title: 'OkHttp',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.connect', name: 'connectTimeout', value: 10_000, link: `${builder}connect-timeout.html` },
    { timer: 'upstream.read', name: 'readTimeout', value: 10_000, effect: { sees: 'SocketTimeoutException: timeout' }, link: `${builder}read-timeout.html` },
    { timer: 'upstream.send', name: 'writeTimeout', value: 10_000, link: `${builder}write-timeout.html` },
    { timer: 'upstream.deadline', name: 'callTimeout', value: 'never', effect: { sees: 'InterruptedIOException: timeout' }, link: `${builder}call-timeout.html` },
    { timer: 'upstream.idle', name: 'connectionPool', value: 300_000, link: pool },
    { timer: 'probe.idle', name: 'socketFactory', value: 'never', link: `${builder}socket-factory.html`, uncertain: 'measured: no keep-alive timer on its sockets' },
  ],
  reuse: { retries: 'all', recovers: true, sees: 'IOException: unexpected end of stream', link: `${builder}retry-on-connection-failure.html` },
};
