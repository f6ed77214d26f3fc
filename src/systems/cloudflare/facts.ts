import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const limits = 'https://developers.cloudflare.com/fundamentals/reference/connection-limits/';

export const facts: SystemFacts = {
  system: 'cloudflare',
  title: 'Cloudflare',
  kind: 'load-balancer',
  reuse: { retries: 'idempotent', sees: 'a 520', link: limits },
  defaults: [
    { timer: 'downstream.idle', name: 'client keep-alive', value: 400 * second, fixed: true, link: limits },
    { timer: 'upstream.connect', name: 'complete TCP connection', value: 19 * second, fixed: true, effect: { sees: 'a 522', answers: 522 }, link: limits },
    { timer: 'upstream.read', name: 'proxy_read_timeout', value: 120 * second, fixed: true, effect: { sees: 'a 524', answers: 524 }, link: limits, uncertain: '100 s until 2026, and in some of its pages still' },
    { timer: 'upstream.send', name: 'proxy write timeout', value: 30 * second, fixed: true, effect: { sees: 'a 524', answers: 524 }, link: limits },
    { timer: 'upstream.idle', name: 'proxy idle timeout', value: 900 * second, fixed: true, link: limits },
    { timer: 'probe.idle', name: 'TCP keep-alive', value: 30 * second, side: 'upstream', fixed: true, link: limits },
  ],
};
