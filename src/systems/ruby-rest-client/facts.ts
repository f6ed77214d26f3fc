import { minute } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const docs = 'https://www.rubydoc.info/gems/rest-client/RestClient/Request';
const http = 'https://docs.ruby-lang.org/en/master/Net/HTTP.html';

/** It opens a connection of Net::HTTP for each request. */
export const restClientFacts: SystemFacts = {
  system: 'ruby-rest-client',
  title: 'rest-client',
  kind: 'client',
  language: 'ruby',
  defaults: [
    { timer: 'upstream.connect', name: 'open_timeout', value: minute, link: http },
    { timer: 'upstream.read', name: 'timeout', value: minute, effect: { sees: 'RestClient::Exceptions::ReadTimeout' }, link: http },
    { timer: 'probe.idle', name: 'probe.idle', value: 'never', fixed: true, link: docs, uncertain: 'measured on Net::HTTP: no keep-alive timer on its sockets' },
  ],
};
