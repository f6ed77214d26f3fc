import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const docs = 'https://www.php.net/manual/en/curl.constants.php';

export const phpCurlFacts: SystemFacts = {
  system: 'php-curl',
  title: 'PHP cURL',
  kind: 'client',
  language: 'php',
  defaults: [
    { timer: 'upstream.deadline', name: 'CURLOPT_TIMEOUT', value: 'never', effect: { sees: 'cURL error 28' }, link: 'https://curl.se/libcurl/c/CURLOPT_TIMEOUT.html' },
    { timer: 'upstream.connect', name: 'CURLOPT_CONNECTTIMEOUT', value: 300 * second, link: 'https://curl.se/libcurl/c/CURLOPT_CONNECTTIMEOUT.html' },
    { timer: 'probe.idle', name: 'CURLOPT_TCP_KEEPALIVE', value: 'never', link: docs },
  ],
};
