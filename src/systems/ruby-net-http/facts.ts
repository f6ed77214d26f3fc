import { minute, second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const http = 'https://docs.ruby-lang.org/en/master/Net/HTTP.html';
const persistent = 'https://www.rubydoc.info/gems/net-http-persistent/Net/HTTP/Persistent';

/** `net-http` and the gem net-http-persistent over it. */
export const netHttpFacts: SystemFacts = {
  system: 'ruby-net-http',
  title: 'Net::HTTP',
  kind: 'client',
  language: 'ruby',
  defaults: [
    { timer: 'upstream.connect', name: 'open_timeout', value: minute, link: http },
    { timer: 'upstream.read', name: 'read_timeout', value: minute, effect: { sees: 'Net::ReadTimeout' }, link: http },
    { timer: 'upstream.send', name: 'write_timeout', value: minute, link: http },
    { timer: 'upstream.idle', name: 'keep_alive_timeout', value: 2 * second, profiles: ['net-http'], link: http },
    { timer: 'upstream.idle', name: 'idle_timeout', value: 5 * second, profiles: ['persistent'], link: persistent },
    { timer: 'probe.idle', name: 'probe.idle', value: 'never', fixed: true, link: http, uncertain: 'measured: no keep-alive timer on its sockets' },
  ],
  reuse: { retries: 'idempotent', sees: 'EOFError: end of file reached', link: http },
};
