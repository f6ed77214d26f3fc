import type { SystemFacts } from '../facts.ts';

const idlePage = 'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout';

/** The option of a load-balancing rule, in minutes. */
export const idle = { name: 'idle_timeout_in_minutes', least: 4, most: 100, link: idlePage } as const;

export const facts: SystemFacts = {
  system: 'azure-lb',
  title: 'Azure Load Balancer',
  kind: 'middlebox',
  defaults: [{ timer: 'flow.idle', name: idle.name, value: 240_000, link: idlePage, effect: { sees: 'a request that hangs' } }],
};
