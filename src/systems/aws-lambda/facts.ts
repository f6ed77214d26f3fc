import type { SystemFacts } from '../facts.ts';

const page = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html';

/** The option under which each way of deploying writes it. */
export const timeout = { name: 'Timeout', least: 1, most: 900, link: page } as const;

/** The profile is the tool that deploys the function, where that brings a default of its own. */
export const facts: SystemFacts = {
  system: 'aws-lambda',
  title: 'AWS Lambda',
  kind: 'app-server',
  defaults: [
    {
      timer: 'worker.deadline', name: timeout.name, value: 3000, profiles: ['lambda'], link: page,
      effect: { sees: 'a 502', log: 'Task timed out after … seconds' }, uncertain: 'what the caller in front answers is remembered',
    },
    { timer: 'worker.deadline', name: 'timeout', value: 6000, profiles: ['serverless'], link: 'https://github.com/serverless/serverless/blob/b9d7ea51c/docs/sf/providers/aws/guide/serverless.yml.md' },
    { timer: 'worker.deadline', name: 'lambda_timeout', value: 60_000, profiles: ['chalice'], link: 'https://aws.github.io/chalice/topics/configfile.html' },
  ],
};
