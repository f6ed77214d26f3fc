import type { SystemFacts } from '../facts.ts';

const page = 'https://docs.aws.amazon.com/apprunner/latest/dg/develop.html';

export const facts: SystemFacts = {
  system: 'aws-app-runner',
  title: 'AWS App Runner',
  kind: 'load-balancer',
  defaults: [{ timer: 'upstream.deadline', name: 'request timeout', value: 120_000, fixed: true, effect: { sees: 'an error of the platform' }, link: page }],
};
