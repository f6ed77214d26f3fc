import { minute } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const old = 'https://hc.apache.org/httpcomponents-client-4.5.x/current/httpclient/apidocs/org/apache/http/';
const socket = 'https://hc.apache.org/httpcomponents-core-4.4.x/current/httpcore/apidocs/org/apache/http/config/SocketConfig.html';
const config = 'https://hc.apache.org/httpcomponents-client-5.4.x/current/httpclient5/apidocs/org/apache/hc/client5/http/config/';
const core = 'https://hc.apache.org/httpcomponents-core-5.3.x/current/httpcore5/apidocs/org/apache/hc/core5/http/io/SocketConfig.html';
const source = 'read out of the source code of 5.7';

/** `4` and `5` are the generations, by their packages; they have different defaults. */
export const apacheHttpFacts: SystemFacts = {
  system: 'java-apache-httpclient',
  title: 'Apache HttpClient',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.connect', name: 'setConnectTimeout', value: 'never', profiles: ['4'], link: `${old}client/config/RequestConfig.html#getConnectTimeout()` },
    { timer: 'upstream.connect', name: 'setConnectTimeout', value: 3 * minute, profiles: ['5'], link: `${config}ConnectionConfig.html` },
    { timer: 'upstream.read', name: 'setSocketTimeout', value: 'never', profiles: ['4'], effect: { sees: 'SocketTimeoutException: Read timed out' }, link: socket },
    { timer: 'upstream.read', name: 'setResponseTimeout', value: 3 * minute, profiles: ['5'], effect: { sees: 'SocketTimeoutException: Read timed out' }, link: core, uncertain: source },
    { timer: 'upstream.idle', name: 'setKeepAliveStrategy', value: 'never', profiles: ['4'], link: `${old}impl/client/DefaultConnectionKeepAliveStrategy.html` },
    { timer: 'upstream.idle', name: 'setConnectionKeepAlive', value: 3 * minute, profiles: ['5'], link: `${config}RequestConfig.html`, uncertain: source },
    { timer: 'probe.idle', name: 'setSoKeepAlive', value: 'never', profiles: ['4'], link: socket },
  ],
  reuse: { retries: 'idempotent', sees: 'NoHttpResponseException: failed to respond', obeysHint: true, link: `${old}impl/client/DefaultHttpRequestRetryHandler.html` },
};
