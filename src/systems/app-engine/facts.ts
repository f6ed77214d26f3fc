import type { SystemFacts } from '../facts.ts';

const standard = 'https://cloud.google.com/appengine/docs/standard/how-instances-are-managed';
const flexible = 'https://cloud.google.com/appengine/docs/flexible/how-requests-are-handled';
const remembered = 'remembered of this page';

/** The profile is the environment: `flexible`, `standard` with automatic scaling, `long` with basic or manual scaling. */
export const facts: SystemFacts = {
  system: 'app-engine',
  title: 'App Engine front end',
  kind: 'load-balancer',
  defaults: [
    {
      timer: 'upstream.idle', name: 'keepalive_timeout of the instance\'s own nginx', value: 650_000, fixed: true, profiles: ['flexible'],
      link: 'https://stackoverflow.com/a/76044099', uncertain: 'read in an answer that quotes the nginx of an instance',
    },
    { timer: 'upstream.deadline', name: 'request timeout', value: 3_600_000, fixed: true, profiles: ['flexible'], effect: { sees: 'a 502', answers: 502 }, link: flexible, uncertain: remembered },
    { timer: 'upstream.deadline', name: 'request timeout', value: 600_000, fixed: true, profiles: ['standard'], effect: { sees: 'a 500', answers: 500 }, link: standard, uncertain: remembered },
    { timer: 'upstream.deadline', name: 'request timeout', value: 86_400_000, fixed: true, profiles: ['long'], effect: { sees: 'a 500', answers: 500 }, link: standard, uncertain: remembered },
  ],
  reuse: { retries: 'none', sees: 'a 502', link: 'https://stackoverflow.com/a/76044099' },
};
