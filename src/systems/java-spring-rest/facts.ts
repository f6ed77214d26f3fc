import { minute, second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const clients = 'https://docs.spring.io/spring-framework/reference/integration/rest-clients.html';
const simple = 'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/http/client/SimpleClientHttpRequestFactory.html';
const connection = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/URLConnection.html';
const properties = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/doc-files/net-properties.html';
const apache4 = 'https://hc.apache.org/httpcomponents-core-4.4.x/current/httpcore/apidocs/org/apache/http/config/SocketConfig.html';
const apache5 = 'https://hc.apache.org/httpcomponents-core-5.3.x/current/httpcore5/apidocs/org/apache/hc/core5/http/io/SocketConfig.html';
const jdk = 'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/http/client/JdkClientHttpRequestFactory.html';
const okHttp = 'https://square.github.io/okhttp/5.x/okhttp/okhttp3/-ok-http-client/-builder/read-timeout.html';

/** The library that a request factory uses; `unseen` where the class path decides. */
export const springRestFacts: SystemFacts = {
  system: 'java-spring-rest',
  title: 'Spring RestTemplate',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.read', name: 'setReadTimeout', value: 'never', profiles: ['simple'], effect: { sees: 'ResourceAccessException: Read timed out' }, link: connection },
    { timer: 'upstream.read', name: 'setReadTimeout', value: 'never', profiles: ['apache-4'], effect: { sees: 'ResourceAccessException: Read timed out' }, link: apache4 },
    { timer: 'upstream.read', name: 'setReadTimeout', value: 3 * minute, profiles: ['apache-5'], effect: { sees: 'ResourceAccessException: Read timed out' }, link: apache5, uncertain: 'read out of the source code of 5.7' },
    { timer: 'upstream.read', name: 'setReadTimeout', value: 'never', profiles: ['jdk'], link: jdk },
    { timer: 'upstream.read', name: 'readTimeout', value: 10 * second, profiles: ['okhttp'], link: okHttp },
    { timer: 'upstream.connect', name: 'setConnectTimeout', value: 'never', profiles: ['simple', 'apache-4', 'jdk'], link: simple },
    { timer: 'upstream.idle', name: 'http.keepAlive.time.server', value: 5 * second, profiles: ['simple'], link: properties, uncertain: 'the page calls it implementation defined; read out of source code' },
    { timer: 'probe.idle', name: 'probe.idle', value: 'never', profiles: ['simple', 'jdk'], fixed: true, link: clients, uncertain: 'measured: no keep-alive timer on the sockets of either library' },
    { timer: 'probe.idle', name: 'setSoKeepAlive', value: 'never', profiles: ['apache-4'], link: apache4 },
  ],
  reuse: { retries: 'all', recovers: true, sees: 'ResourceAccessException: I/O error', obeysHint: true, link: clients },
};
