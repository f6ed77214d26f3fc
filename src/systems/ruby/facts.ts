import { second } from '../../model/duration.ts';
import type { Effect } from '../../model/setting.ts';
import type { Default } from '../facts.ts';

const killed: Effect = { sees: 'a 500', answers: 500, log: 'Rack::Timeout::RequestTimeoutException' };

/** Of the rack-timeout gem, which limits each request of an application. */
export const rackTimeoutDefault = {
  timer: 'worker.deadline', name: 'service_timeout', value: 15 * second, effect: killed, link: 'https://github.com/zombocom/rack-timeout/blob/018c33f0/doc/settings.md',
} as const satisfies Default;
