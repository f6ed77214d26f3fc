import type { SystemFacts } from '../facts.ts';

const types = 'https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/';
const issue = 'https://github.com/kubernetes/kubernetes/issues/84041';

/** Where a configuration writes its timeouts; zero keeps what the kernel has. */
export const fields = { ipvs: ['ipvs', 'tcpTimeout'], iptables: ['conntrack', 'tcpEstablishedTimeout'], link: types } as const;

/** The profile is the mode. */
export const facts: SystemFacts = {
  system: 'kube-proxy',
  title: 'kube-proxy',
  kind: 'middlebox',
  expiry: 'late-rst',
  defaults: [{
    timer: 'flow.idle', name: fields.ipvs.join('.'), value: 900_000, profiles: ['ipvs'], link: issue,
    effect: { sees: 'a request that hangs, or a reset on the next packet' },
  }],
};
