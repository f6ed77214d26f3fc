import type { SystemFacts } from '../facts.ts';

const idlePage = 'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout';
const annotationsPage = 'https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/';

/** The option of a load-balancing rule, in minutes. */
export const idle = { name: 'idle_timeout_in_minutes', template: 'idleTimeoutInMinutes', least: 4, most: 100, link: idlePage } as const;

export const facts: SystemFacts = {
  system: 'azure-lb',
  title: 'Azure Load Balancer',
  kind: 'middlebox',
  defaults: [{ timer: 'flow.idle', name: idle.name, value: 240_000, link: idlePage, effect: { sees: 'a request that hangs' } }],
};

/** What the cloud provider of Kubernetes reads on a Service; on Standard load balancers it switches resets on unless told otherwise. */
export const annotations = {
  prefix: 'service.beta.kubernetes.io/azure-',
  idle: 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout',
  noReset: 'service.beta.kubernetes.io/azure-load-balancer-disable-tcp-reset',
  link: annotationsPage,
} as const;
