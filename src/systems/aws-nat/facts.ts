import type { SystemFacts } from '../facts.ts';

const troubles = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html';

export const facts: SystemFacts = {
  system: 'aws-nat',
  title: 'AWS NAT gateway',
  kind: 'middlebox',
  expiry: 'late-rst',
  defaults: [{
    timer: 'flow.idle', name: 'flow.idle', value: 350_000, fixed: true, link: troubles,
    effect: { sees: 'a request that hangs, or a reset on the next packet' }, uncertain: 'read in pages that quote this one',
  }],
};
