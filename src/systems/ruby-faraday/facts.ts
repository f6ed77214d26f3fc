import { minute, second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const options = 'https://lostisland.github.io/faraday/#/customization/request-options';
const http = 'https://docs.ruby-lang.org/en/master/Net/HTTP.html';
const persistent = 'https://www.rubydoc.info/gems/net-http-persistent/Net/HTTP/Persistent';

/** By its adapter; Faraday itself sets no limit, so that those of Net::HTTP count. `unseen`: another adapter. */
export const faradayFacts: SystemFacts = {
  system: 'ruby-faraday',
  title: 'Faraday',
  kind: 'client',
  language: 'ruby',
  defaults: [
    { timer: 'upstream.connect', name: 'open_timeout', value: minute, profiles: ['net-http', 'persistent'], link: http },
    { timer: 'upstream.read', name: 'timeout', value: minute, profiles: ['net-http', 'persistent'], effect: { sees: 'Faraday::TimeoutError' }, link: http },
    { timer: 'upstream.idle', name: 'idle_timeout', value: 5 * second, profiles: ['persistent'], link: persistent },
    { timer: 'probe.idle', name: 'adapter', value: 'never', profiles: ['net-http', 'persistent'], link: options, uncertain: 'measured on Net::HTTP: no keep-alive timer on its sockets' },
  ],
  reuse: { retries: 'idempotent', sees: 'Faraday::ConnectionFailed: end of file reached', link: persistent },
};
