import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const docs = 'https://docs.guzzlephp.org/en/stable/request-options.html';

/** It works over libcurl, which sends no probes unless it is told to. */
export const guzzleFacts: SystemFacts = {
  system: 'php-guzzle',
  title: 'Guzzle',
  kind: 'client',
  language: 'php',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeout', value: 'never', effect: { sees: 'ConnectException: cURL error 28' }, link: `${docs}#timeout` },
    { timer: 'upstream.connect', name: 'connect_timeout', value: 300 * second, link: `${docs}#connect-timeout` },
    { timer: 'probe.idle', name: 'CURLOPT_TCP_KEEPALIVE', value: 'never', link: 'https://curl.se/libcurl/c/CURLOPT_TCP_KEEPALIVE.html' },
  ],
};
