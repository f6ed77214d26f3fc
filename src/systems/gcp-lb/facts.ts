import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const distribution = 'https://docs.cloud.google.com/load-balancing/docs/https/request-distribution';
const backendConfig = 'https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration';
const policy = 'https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources';
const proxy = 'https://cloud.google.com/load-balancing/docs/https#http-keepalive-timeout';

/** A field in seconds or a count, where it stands under `spec` of a BackendConfig. */
export interface Field {
  readonly path: readonly string[];
  readonly timer: Timer;
  readonly least: number;
  readonly most: number;
  readonly link: string;
}

export const backendConfigFields: readonly Field[] = [
  { path: ['timeoutSec'], timer: 'upstream.deadline', least: 1, most: 2_147_483_647, link: backendConfig },
  { path: ['connectionDraining', 'drainingTimeoutSec'], timer: 'stop.deregister', least: 0, most: 3600, link: backendConfig },
  { path: ['healthCheck', 'checkIntervalSec'], timer: 'health.period', least: 1, most: 300, link: backendConfig },
  { path: ['healthCheck', 'timeoutSec'], timer: 'health.timeout', least: 1, most: 300, link: backendConfig },
  { path: ['healthCheck', 'unhealthyThreshold'], timer: 'health.failures', least: 1, most: 10, link: backendConfig },
];

export const policyFields: readonly Field[] = [
  { path: ['default', 'timeoutSec'], timer: 'upstream.deadline', least: 1, most: 2_147_483_647, link: policy },
  { path: ['default', 'connectionDraining', 'drainingTimeoutSec'], timer: 'stop.deregister', least: 0, most: 3600, link: policy },
];

export const healthPolicyFields: readonly Field[] = [
  { path: ['default', 'checkIntervalSec'], timer: 'health.period', least: 1, most: 300, link: policy },
  { path: ['default', 'timeoutSec'], timer: 'health.timeout', least: 1, most: 300, link: policy },
  { path: ['default', 'unhealthyThreshold'], timer: 'health.failures', least: 1, most: 10, link: policy },
];

export const links = { backendConfig, policy } as const;

/** The profile tells which load balancer it is: `external` (global) or `internal` (regional); `serverless` where Cloud Run and its like are behind it, whose own limits count. */
export const facts: SystemFacts = {
  system: 'gcp-lb',
  title: 'Google Cloud load balancer',
  kind: 'load-balancer',
  defaults: [
    { timer: 'downstream.idle', name: 'client HTTP keepalive timeout', value: 600_000, fixed: true, profiles: ['internal'], link: proxy },
    { timer: 'downstream.idle', name: 'client HTTP keepalive timeout', value: 610_000, fixed: true, profiles: ['external', 'serverless'], link: proxy },
    { timer: 'upstream.idle', name: 'backend HTTP keepalive timeout', value: 600_000, fixed: true, profiles: ['external', 'internal'], link: distribution },
    {
      timer: 'upstream.deadline', name: 'timeoutSec', value: 30_000, profiles: ['internal'], link: backendConfig,
      effect: { sees: 'a 504', answers: 504 }, uncertain: 'the status of the load balancers that are built on Envoy is remembered',
    },
    {
      timer: 'upstream.deadline', name: 'timeoutSec', value: 30_000, profiles: ['external'], link: backendConfig,
      effect: { sees: 'a 502', answers: 502, log: 'load balancer log: statusDetails backend_timeout' },
    },
    { timer: 'stop.deregister', name: 'connectionDraining.drainingTimeoutSec', value: 0, profiles: ['external', 'internal'], link: backendConfig },
  ],
  reuse: { retries: 'none', sees: 'a 502 (statusDetails backend_connection_closed_before_data_sent_to_client)', link: distribution },
};

const backendService = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_backend_service';
const targetProxy = 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_target_https_proxy';

/** An argument of Terraform's resources, in seconds. */
export interface ProvidedField {
  readonly name: string;
  readonly timer: Timer;
  readonly least: number;
  readonly most: number;
  readonly link: string;
}

export const provided: { readonly service: readonly ProvidedField[]; readonly proxy: readonly ProvidedField[]; readonly names: ReadonlyMap<Timer, string> } = {
  service: [
    { name: 'timeout_sec', timer: 'upstream.deadline', least: 1, most: 2_147_483_647, link: backendService },
    { name: 'connection_draining_timeout_sec', timer: 'stop.deregister', least: 0, most: 3600, link: backendService },
  ],
  proxy: [{ name: 'http_keep_alive_timeout_sec', timer: 'downstream.idle', least: 5, most: 1200, link: targetProxy }],
  names: new Map<Timer, string>([['upstream.deadline', 'timeout_sec'], ['stop.deregister', 'connection_draining_timeout_sec']]),
};

/** A backend service of a serverless endpoint group takes no timeout but the default. */
export const serverless = { usual: '30', link: 'https://github.com/terraform-google-modules/terraform-google-lb-http/pull/358' } as const;
