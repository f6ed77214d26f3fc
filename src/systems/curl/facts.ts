import type { SystemFacts } from '../facts.ts';

const page = 'https://curl.se/docs/manpage.html';

export const curlFacts: SystemFacts = {
  system: 'curl',
  title: 'curl',
  kind: 'client',
  defaults: [
    { timer: 'upstream.deadline', name: '--max-time', value: 'never', effect: { sees: 'curl: (28) Operation timed out' }, link: `${page}#-m` },
    { timer: 'upstream.connect', name: '--connect-timeout', value: 300_000, link: `${page}#--connect-timeout` },
    { timer: 'upstream.idle', name: 'upstream.idle', value: 118_000, fixed: true, link: 'https://curl.se/libcurl/c/CURLOPT_MAXAGE_CONN.html' },
    { timer: 'probe.idle', name: '--keepalive-time', value: 60_000, link: `${page}#--keepalive-time` },
  ],
  reuse: { retries: 'all', recovers: true, sees: 'curl: (52) Empty reply from server', link: 'https://github.com/curl/curl/blob/curl-7_88_1/lib/transfer.c' },
};
