import { second } from '../../model/duration.ts';
import type { Limit } from '../aws/limit.ts';
import type { SystemFacts } from '../facts.ts';

const page = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html';
/** AWS raises the upper bounds on request. */
const onRequest = 86_400;

/** Arguments of `custom_origin_config`. */
export const customLimits: readonly Limit[] = [
  { name: 'origin_read_timeout', timers: ['upstream.read'], least: 1, most: onRequest, link: page },
  { name: 'origin_keepalive_timeout', timers: ['upstream.idle'], least: 1, most: onRequest, link: page },
];

/** Arguments of `origin`. */
export const originLimits: readonly Limit[] = [
  { name: 'connection_timeout', timers: ['upstream.connect'], least: 1, most: 10, link: page },
  { name: 'connection_attempts', timers: ['retry.attempts'], least: 1, most: 3, link: page },
  { name: 'response_completion_timeout', timers: ['upstream.deadline'], least: 1, most: onRequest, link: page },
];

export const facts: SystemFacts = {
  system: 'cloudfront',
  title: 'Amazon CloudFront',
  kind: 'load-balancer',
  reuse: { retries: 'idempotent', sees: 'a 502', link: page },
  defaults: [
    { timer: 'upstream.read', name: 'origin_read_timeout', value: 30 * second, effect: { sees: 'a 504', answers: 504 }, link: page },
    { timer: 'upstream.idle', name: 'origin_keepalive_timeout', value: 5 * second, link: page },
    { timer: 'upstream.connect', name: 'connection_timeout', value: 10 * second, effect: { sees: 'a 504', answers: 504 }, link: page },
    { timer: 'retry.attempts', name: 'connection_attempts', value: 3, link: page },
    { timer: 'upstream.deadline', name: 'response_completion_timeout', value: 'never', link: page },
  ],
};
