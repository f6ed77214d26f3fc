import { links, servicePrefix } from '../aws/annotations.ts';
import type { Timer } from '../../model/timer.ts';
import type { Limit } from '../aws/limit.ts';
import type { SystemFacts } from '../facts.ts';

const idlePage = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html';
const targetGroups = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html';

export const idleAttribute = 'tcp.idle_timeout.seconds';

/** The only value of TLS listeners, and what TCP listeners have unless told otherwise; milliseconds. */
export const usualIdle = 350_000;

/** Attributes of a TCP listener. */
export const listenerLimits: readonly Limit[] = [{ name: idleAttribute, timers: ['flow.idle'], least: 60, most: 6000, link: idlePage }];

export const targetGroupLimits: readonly Limit[] = [
  { name: 'deregistration_delay.timeout_seconds', timers: ['stop.deregister'], least: 0, most: 3600, link: targetGroups },
];

export const healthLimits: readonly Limit[] = [
  { name: `${servicePrefix}aws-load-balancer-healthcheck-interval`, timers: ['health.period'], least: 5, most: 300, link: links.service },
  { name: `${servicePrefix}aws-load-balancer-healthcheck-timeout`, timers: ['health.timeout'], least: 2, most: 120, link: links.service },
  { name: `${servicePrefix}aws-load-balancer-healthcheck-unhealthy-threshold`, timers: ['health.failures'], least: 2, most: 10, link: links.service },
];

export const facts: SystemFacts = {
  system: 'aws-nlb',
  title: 'AWS Network Load Balancer',
  kind: 'middlebox',
  expiry: 'late-rst',
  defaults: [
    {
      timer: 'flow.idle', name: idleAttribute, value: usualIdle, fixed: true, profiles: ['tls'], link: idlePage,
      effect: { sees: 'a request that hangs, or a reset on the next packet' },
    },
    { timer: 'flow.idle', name: idleAttribute, value: usualIdle, link: idlePage, effect: { sees: 'a request that hangs, or a reset on the next packet' } },
    { timer: 'stop.deregister', name: 'deregistration_delay.timeout_seconds', value: 300_000, link: targetGroups },
    { timer: 'health.period', name: `${servicePrefix}aws-load-balancer-healthcheck-interval`, value: 10_000, link: links.service },
    { timer: 'health.timeout', name: `${servicePrefix}aws-load-balancer-healthcheck-timeout`, value: 10_000, link: links.service },
    { timer: 'health.failures', name: `${servicePrefix}aws-load-balancer-healthcheck-unhealthy-threshold`, value: 3, link: links.service },
  ],
};

/** The same as arguments of Terraform's `aws_lb_listener` and `aws_lb_target_group`. */
export const provided: { readonly listener: readonly Limit[]; readonly targetGroup: readonly Limit[]; readonly names: ReadonlyMap<Timer, string> } = {
  listener: [{ name: 'tcp_idle_timeout_seconds', timers: ['flow.idle'], least: 60, most: 6000, link: idlePage }],
  targetGroup: [{ name: 'deregistration_delay', timers: ['stop.deregister'], least: 0, most: 3600, link: targetGroups }],
  names: new Map<Timer, string>([['flow.idle', 'tcp_idle_timeout_seconds']]),
};
