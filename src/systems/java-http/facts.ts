import type { SystemFacts } from '../facts.ts';

const api = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/java/net/http/';
const module = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/module-summary.html';
const reduced = 'https://github.com/openjdk/jdk/pull/11285';

/** The release of Java from which connections are dropped sooner. */
export const shorterIdleSince = 20;

/** The version is that of Java. */
export const javaHttpFacts: SystemFacts = {
  system: 'java-http',
  title: 'java.net.http.HttpClient',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.connect', name: 'connectTimeout', value: 'never', link: `${api}HttpClient.Builder.html` },
    { timer: 'upstream.first-byte', name: 'HttpRequest.timeout', value: 'never', effect: { sees: 'HttpTimeoutException: request timed out' }, link: `${api}HttpRequest.Builder.html` },
    { timer: 'upstream.idle', name: 'jdk.httpclient.keepalive.timeout', value: 30_000, since: '20', link: module },
    { timer: 'upstream.idle', name: 'jdk.httpclient.keepalive.timeout', value: 1_200_000, before: '20', link: reduced },
    { timer: 'probe.idle', name: 'probe.idle', value: 'never', fixed: true, link: module, uncertain: 'measured: no keep-alive timer on its sockets, and no option for one' },
  ],
  reuse: { retries: 'idempotent', sees: 'IOException: HTTP/1.1 header parser received no bytes', link: module },
};
