import type { SystemFacts } from '../facts.ts';

const connection = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/URLConnection.html';
const properties = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/doc-files/net-properties.html';

export const urlConnectionFacts: SystemFacts = {
  system: 'java-url-connection',
  title: 'HttpURLConnection',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.connect', name: 'setConnectTimeout', value: 'never', link: `${connection}#setConnectTimeout(int)` },
    { timer: 'upstream.read', name: 'setReadTimeout', value: 'never', effect: { sees: 'SocketTimeoutException: Read timed out' }, link: `${connection}#setReadTimeout(int)` },
    { timer: 'upstream.idle', name: 'http.keepAlive.time.server', value: 5000, link: properties, uncertain: 'the page calls it implementation defined; read out of source code' },
    { timer: 'probe.idle', name: 'probe.idle', value: 'never', fixed: true, link: connection, uncertain: 'measured: no keep-alive timer on its sockets' },
  ],
  reuse: { retries: 'all', recovers: true, sees: 'SocketException: Unexpected end of file from server', obeysHint: true, link: properties },
};
