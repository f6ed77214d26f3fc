import type { SystemFacts } from '../facts.ts';

const page = 'https://learn.microsoft.com/azure/container-apps/ingress-overview';

/** The option of an environment with premium ingress, in minutes. */
export const idle = { name: 'requestIdleTimeout', least: 4, most: 30 } as const;

export const facts: SystemFacts = {
  system: 'azure-container-apps',
  title: 'Azure Container Apps ingress',
  kind: 'load-balancer',
  defaults: [{
    timer: 'upstream.read', name: 'request timeout', value: 240_000, fixed: true, link: page, effect: { sees: 'a 504' },
    uncertain: 'the page was not read; the limit is quoted in https://yeongseon.github.io/azure-container-apps-practical-guide/troubleshooting/first-10-minutes/platform-limits',
  }],
};
