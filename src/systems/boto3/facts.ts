import type { SystemFacts } from '../facts.ts';

const config = 'https://github.com/boto/botocore/blob/0e6e2404b/botocore/config.py';
const args = 'https://github.com/boto/botocore/blob/0e6e2404b/botocore/args.py';
const session = 'https://github.com/boto/botocore/blob/0e6e2404b/botocore/httpsession.py';

export const facts: SystemFacts = {
  system: 'boto3',
  title: 'boto3',
  kind: 'client',
  language: 'python',
  defaults: [
    { timer: 'upstream.connect', name: 'connect_timeout', value: 60_000, link: config },
    { timer: 'upstream.read', name: 'read_timeout', value: 60_000, effect: { sees: 'ReadTimeoutError, and the call is repeated' }, link: config },
    { timer: 'upstream.idle', name: 'upstream.idle', value: 'never', fixed: true, link: session },
    { timer: 'probe.idle', name: 'tcp_keepalive', value: 'never', link: args },
    { timer: 'retry.attempts', name: 'retries', value: 5, link: 'https://docs.aws.amazon.com/boto3/latest/guide/retries.html' },
  ],
  reuse: { retries: 'all', sees: 'a repeated call', link: session },
};
