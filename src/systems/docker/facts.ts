import { second } from '../../model/duration.ts';
import type { Default } from '../facts.ts';

/** Of a compose service. */
export const composeDefaults: readonly Default[] = [
  { timer: 'stop.grace', name: 'stop_grace_period', value: 10 * second, link: 'https://docs.docker.com/reference/compose-file/services/#stop_grace_period' },
];

export const compose = { system: 'docker', title: 'Docker Compose' } as const;

const units = 'https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-durations';

/** Fields that hold a duration. */
export const composeDurations: Readonly<Record<string, { readonly link: string }>> = {
  stop_grace_period: { link: units },
  'healthcheck.interval': { link: units },
  'healthcheck.timeout': { link: units },
  'healthcheck.start_period': { link: units },
};
