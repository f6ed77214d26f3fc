import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const guide = 'https://projectreactor.io/docs/netty/release/reference/http-client.html';
const provider = 'https://github.com/reactor/reactor-netty/blob/da0f55072/reactor-netty-core/src/main/java/reactor/netty/resources/ConnectionProvider.java';

/** `reactor`: HttpClient of Reactor Netty, also below Spring's WebClient. `unseen`: a WebClient over something else. */
export const reactorFacts: SystemFacts = {
  system: 'java-reactor-netty',
  title: 'Reactor Netty',
  kind: 'client',
  language: 'java',
  defaults: [
    { timer: 'upstream.connect', name: 'CONNECT_TIMEOUT_MILLIS', value: 30 * second, profiles: ['reactor'], link: guide },
    { timer: 'upstream.read', name: 'responseTimeout', value: 'never', profiles: ['reactor'], effect: { sees: 'ReadTimeoutException' }, link: guide },
    { timer: 'upstream.idle', name: 'maxIdleTime', value: 'never', profiles: ['reactor'], link: provider },
    { timer: 'probe.idle', name: 'SO_KEEPALIVE', value: 'never', profiles: ['reactor'], link: guide },
  ],
  reuse: { retries: 'none', sees: 'PrematureCloseException: Connection prematurely closed BEFORE response', link: guide },
};
