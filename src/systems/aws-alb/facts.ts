import type { Limit } from '../aws/limit.ts';
import { albPrefix, links } from '../aws/annotations.ts';
import type { Timer } from '../../model/timer.ts';
import type { Default, SystemFacts } from '../facts.ts';

const attributesPage = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html';
const troubles = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';
const targetGroups = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html';

const idle = 'idle_timeout.timeout_seconds';

/** Attributes of the load balancer itself. */
export const loadBalancerLimits: readonly Limit[] = [
  { name: idle, timers: ['downstream.idle', 'upstream.idle', 'upstream.read'], least: 1, most: 4000, link: attributesPage },
  { name: 'client_keep_alive.seconds', timers: ['downstream.lifetime'], least: 60, most: 604_800, link: attributesPage },
];

/** Attributes of a target group. */
export const targetGroupLimits: readonly Limit[] = [
  { name: 'deregistration_delay.timeout_seconds', timers: ['stop.deregister'], least: 0, most: 3600, link: targetGroups },
];

/** Health check annotations, on the Ingress or on the Service. */
export const healthLimits: readonly Limit[] = [
  { name: `${albPrefix}healthcheck-interval-seconds`, timers: ['health.period'], least: 5, most: 300, link: links.alb },
  { name: `${albPrefix}healthcheck-timeout-seconds`, timers: ['health.timeout'], least: 2, most: 120, link: links.alb },
  { name: `${albPrefix}unhealthy-threshold-count`, timers: ['health.failures'], least: 2, most: 10, link: links.alb },
];

export const facts: SystemFacts = {
  system: 'aws-alb',
  title: 'AWS Application Load Balancer',
  kind: 'load-balancer',
  defaults: [
    { timer: 'downstream.idle', name: idle, value: 60_000, effect: { sees: 'a closed connection, or a 408 while its request is still arriving' }, link: attributesPage },
    { timer: 'upstream.idle', name: idle, value: 60_000, link: attributesPage },
    {
      timer: 'upstream.read', name: idle, value: 60_000, link: troubles,
      effect: { sees: 'a 504', answers: 504, log: 'access log: elb_status_code 504, target_status_code -; 460 where the client gave up first' },
    },
    { timer: 'downstream.lifetime', name: 'client_keep_alive.seconds', value: 3_600_000, link: attributesPage },
    { timer: 'upstream.connect', name: 'target connection timeout', value: 10_000, fixed: true, effect: { sees: 'a 504', answers: 504 }, link: troubles },
    {
      timer: 'stop.deregister', name: 'deregistration_delay.timeout_seconds', value: 300_000, link: targetGroups,
      effect: { sees: 'a 502 for requests that are still running' },
    },
    { timer: 'health.period', name: `${albPrefix}healthcheck-interval-seconds`, value: 15_000, link: links.alb },
    { timer: 'health.timeout', name: `${albPrefix}healthcheck-timeout-seconds`, value: 5000, link: links.alb },
    { timer: 'health.failures', name: `${albPrefix}unhealthy-threshold-count`, value: 2, link: links.alb },
  ],
  reuse: { retries: 'none', sees: 'a 502', link: troubles },
};

const groupPage = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group';
const unread = 'remembered of the provider';

/** The same as arguments of Terraform's `aws_lb` and `aws_lb_target_group`. */
export const provided: { readonly loadBalancer: readonly Limit[]; readonly targetGroup: readonly Limit[]; readonly defaults: readonly Default[]; readonly names: ReadonlyMap<Timer, string> } = {
  loadBalancer: [
    { name: 'idle_timeout', timers: ['downstream.idle', 'upstream.idle', 'upstream.read'], least: 1, most: 4000, link: attributesPage },
    { name: 'client_keep_alive', timers: ['downstream.lifetime'], least: 60, most: 604_800, link: attributesPage },
  ],
  targetGroup: [
    { name: 'deregistration_delay', timers: ['stop.deregister'], least: 0, most: 3600, link: targetGroups },
    { name: 'health_check.interval', timers: ['health.period'], least: 5, most: 300, link: groupPage },
    { name: 'health_check.timeout', timers: ['health.timeout'], least: 2, most: 120, link: groupPage },
    { name: 'health_check.unhealthy_threshold', timers: ['health.failures'], least: 2, most: 10, link: groupPage },
  ],
  defaults: [
    { timer: 'stop.deregister', name: 'deregistration_delay', value: 300_000, link: targetGroups },
    { timer: 'health.period', name: 'health_check.interval', value: 30_000, link: groupPage, uncertain: unread },
    { timer: 'health.timeout', name: 'health_check.timeout', value: 5000, link: groupPage, uncertain: unread },
    { timer: 'health.failures', name: 'health_check.unhealthy_threshold', value: 3, link: groupPage, uncertain: unread },
  ],
  names: new Map<Timer, string>([
    ['downstream.idle', 'idle_timeout'], ['upstream.idle', 'idle_timeout'], ['upstream.read', 'idle_timeout'], ['downstream.lifetime', 'client_keep_alive'],
  ]),
};
