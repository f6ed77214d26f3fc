import type { SystemFacts } from '../facts.ts';

const page = 'https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource';

/** Minutes. */
export const idle = { name: 'idle_timeout_in_minutes', template: 'idleTimeoutInMinutes', least: 4, most: 120, link: page } as const;

export const facts: SystemFacts = {
  system: 'azure-nat',
  title: 'Azure NAT gateway',
  kind: 'middlebox',
  expiry: 'late-rst',
  defaults: [{ timer: 'flow.idle', name: idle.name, value: 240_000, link: page, effect: { sees: 'a request that hangs, or a reset on the next packet' } }],
};
