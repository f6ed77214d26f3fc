import { second } from '../../model/duration.ts';
import type { Default } from '../facts.ts';

/** Of a compose service. */
export const composeDefaults: readonly Default[] = [
  { timer: 'stop.grace', name: 'stop_grace_period', value: 10 * second, link: 'https://docs.docker.com/reference/compose-file/services/#stop_grace_period' },
];
