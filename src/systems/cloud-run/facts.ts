import type { SystemFacts } from '../facts.ts';

const page = 'https://docs.cloud.google.com/run/docs/configuring/request-timeout';

/** Seconds. */
export const limit = { least: 1, most: 3600, link: page } as const;

export const facts: SystemFacts = {
  system: 'cloud-run',
  title: 'Cloud Run',
  kind: 'load-balancer',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeoutSeconds', value: 300_000, effect: { sees: 'a 504', answers: 504 }, link: page },
  ],
};
