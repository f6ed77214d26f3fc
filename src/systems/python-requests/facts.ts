import { second } from '../../model/duration.ts';
import type { Default, SystemFacts } from '../facts.ts';

const timeouts = 'https://github.com/psf/requests/blob/1f6589ec/docs/user/advanced.rst';
const connection = 'https://github.com/urllib3/urllib3/blob/6a8536b6/src/urllib3/connection.py';
const pool = 'https://github.com/urllib3/urllib3/blob/6a8536b6/src/urllib3/connectionpool.py';
const hangs = { sees: 'a call that never returns' };

export const facts: SystemFacts = {
  system: 'python-requests',
  title: 'requests',
  kind: 'client',
  language: 'python',
  defaults: [
    { timer: 'upstream.connect', name: 'timeout', value: 'never', link: timeouts },
    { timer: 'upstream.read', name: 'timeout', value: 'never', effect: { sees: 'requests.exceptions.ReadTimeout' }, link: timeouts },
    { timer: 'upstream.idle', name: 'upstream.idle', value: 'never', fixed: true, link: pool },
    { timer: 'retry.attempts', name: 'retries', value: 4, profiles: ['urllib3'], link: 'https://urllib3.readthedocs.io/en/stable/user-guide.html#retrying-requests' },
    { timer: 'probe.idle', name: 'socket_options', value: 'never', effect: hangs, link: connection },
  ],
  reuse: { retries: 'none', withAttempts: 'idempotent', sees: 'ConnectionError: Remote end closed connection without response', link: pool },
};

/** urllib3 sleeps at most this long between two tries: https://github.com/urllib3/urllib3/blob/6a8536b6/src/urllib3/util/retry.py */
export const longestPause = 120 * second;

/** TCPKeepAliveAdapter of requests-toolbelt. */
export const toolbeltProbe = { timer: 'probe.idle', name: 'idle', value: 60 * second, link: 'https://toolbelt.readthedocs.io/en/latest/adapters.html#tcpkeepaliveadapter' } as const satisfies Default;

export const timeoutLink = timeouts;
