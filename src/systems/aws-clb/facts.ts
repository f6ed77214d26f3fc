import type { Timer } from '../../model/timer.ts';
import { servicePrefix } from '../aws/annotations.ts';
import type { Limit } from '../aws/limit.ts';
import type { SystemFacts } from '../facts.ts';

const idlePage = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-idle-timeout.html';
const troubles = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ts-elb-error-message.html';
const inTree = 'https://cloud-provider-aws.sigs.k8s.io/service_controller/';
const source = 'https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws_loadbalancer.go';
const provider = 'read out of the source code; the documentation lists the values of NLBs';

const idle = `${servicePrefix}aws-load-balancer-connection-idle-timeout`;
const draining = `${servicePrefix}aws-load-balancer-connection-draining-timeout`;
/** What the console and the providers take; the API's own model says 3600. */
const bounds = { name: idle, least: 1, most: 4000, link: idlePage } as const;

/** In HTTP mode it ends connections on both sides. */
export const httpLimits: readonly Limit[] = [{ ...bounds, timers: ['downstream.idle', 'upstream.idle', 'upstream.read'] }];

/** In TCP mode it passes bytes on, and closes both sides once neither has sent any. */
export const tcpLimits: readonly Limit[] = [{ ...bounds, timers: ['flow.idle'] }];

/** Effective only where draining is enabled. */
export const drainLimits: readonly Limit[] = [{ name: draining, timers: ['stop.deregister'], least: 1, most: 3600, link: inTree }];

export const healthLimits: readonly Limit[] = [
  { name: `${servicePrefix}aws-load-balancer-healthcheck-interval`, timers: ['health.period'], least: 5, most: 300, link: inTree },
  { name: `${servicePrefix}aws-load-balancer-healthcheck-timeout`, timers: ['health.timeout'], least: 2, most: 60, link: inTree },
  { name: `${servicePrefix}aws-load-balancer-healthcheck-unhealthy-threshold`, timers: ['health.failures'], least: 2, most: 10, link: inTree },
];

export const facts: SystemFacts = {
  system: 'aws-clb',
  title: 'AWS Classic Load Balancer',
  kind: 'load-balancer',
  defaults: [
    { timer: 'downstream.idle', name: idle, value: 60_000, profiles: ['http'], effect: { sees: 'a closed connection' }, link: idlePage },
    { timer: 'upstream.idle', name: idle, value: 60_000, profiles: ['http'], link: idlePage },
    { timer: 'upstream.read', name: idle, value: 60_000, profiles: ['http'], effect: { sees: 'a 504', answers: 504 }, link: troubles },
    { timer: 'flow.idle', name: idle, value: 60_000, profiles: ['tcp'], link: idlePage },
    { timer: 'stop.deregister', name: draining, value: { off: 'connection draining is not enabled' }, profiles: ['http'], link: inTree },
    { timer: 'health.period', name: `${servicePrefix}aws-load-balancer-healthcheck-interval`, value: 10_000, profiles: ['http'], uncertain: provider, link: source },
    { timer: 'health.timeout', name: `${servicePrefix}aws-load-balancer-healthcheck-timeout`, value: 5000, profiles: ['http'], uncertain: provider, link: source },
    { timer: 'health.failures', name: `${servicePrefix}aws-load-balancer-healthcheck-unhealthy-threshold`, value: 6, profiles: ['http'], uncertain: provider, link: source },
  ],
  // That it opens them ahead is remembered of https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html, which says that Application Load Balancers do not.
  reuse: { retries: 'none', sees: 'a 502 or a 504', preOpens: true, link: troubles },
};

const elbPage = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb';

/** The same as arguments of Terraform's `aws_elb`. */
export const provided: { readonly http: readonly Limit[]; readonly tcp: readonly Limit[]; readonly others: readonly Limit[]; readonly names: ReadonlyMap<Timer, string> } = {
  http: [{ name: 'idle_timeout', timers: ['downstream.idle', 'upstream.idle', 'upstream.read'], least: 1, most: 4000, link: idlePage }],
  tcp: [{ name: 'idle_timeout', timers: ['flow.idle'], least: 1, most: 4000, link: idlePage }],
  others: [
    { name: 'connection_draining_timeout', timers: ['stop.deregister'], least: 1, most: 3600, link: elbPage },
    { name: 'health_check.interval', timers: ['health.period'], least: 5, most: 300, link: elbPage },
    { name: 'health_check.timeout', timers: ['health.timeout'], least: 2, most: 60, link: elbPage },
    { name: 'health_check.unhealthy_threshold', timers: ['health.failures'], least: 2, most: 10, link: elbPage },
  ],
  names: new Map<Timer, string>([
    ['downstream.idle', 'idle_timeout'], ['upstream.idle', 'idle_timeout'], ['upstream.read', 'idle_timeout'], ['flow.idle', 'idle_timeout'], ['stop.deregister', 'connection_draining_timeout'],
    ['health.period', 'health_check.interval'], ['health.timeout', 'health_check.timeout'], ['health.failures', 'health_check.unhealthy_threshold'],
  ]),
};
