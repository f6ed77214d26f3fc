import { day, goDuration, type Grammar, minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const servers = 'https://caddyserver.com/docs/caddyfile/options#timeouts';
const probes = 'https://caddyserver.com/docs/caddyfile/options#keepalive_interval';
const transport = 'https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport';
const grace = 'https://caddyserver.com/docs/caddyfile/options#grace-period';
const main = 'https://github.com/caddyserver/caddy/blob/master/modules/caddyhttp/server.go';
const app = 'https://github.com/caddyserver/caddy/blob/v2.9.1/modules/caddyhttp/app.go';

export const links = { servers, transport, grace } as const;

/** Go's durations, and days. */
export const duration: Grammar = { ...goDuration, suffixes: { ...goDuration.suffixes, d: day } };

/** How an option is called in a Caddyfile and in JSON. */
export interface Option {
  readonly timer: Timer;
  readonly name: string;
  readonly json: string;
  /** What zero means: no limit, or the default. */
  readonly zero: 'none' | 'default';
}

export const serverOptions: readonly Option[] = [
  { timer: 'downstream.request', name: 'read_body', json: 'read_timeout', zero: 'none' },
  { timer: 'downstream.header', name: 'read_header', json: 'read_header_timeout', zero: 'default' },
  { timer: 'downstream.response', name: 'write', json: 'write_timeout', zero: 'none' },
  { timer: 'downstream.idle', name: 'idle', json: 'idle_timeout', zero: 'default' },
  { timer: 'downstream.body', name: 'read_body_idle', json: 'read_idle_timeout', zero: 'default' },
  { timer: 'downstream.send', name: 'write_idle', json: 'write_idle_timeout', zero: 'default' },
];

export const transportOptions: readonly Option[] = [
  { timer: 'upstream.connect', name: 'dial_timeout', json: 'dial_timeout', zero: 'default' },
  { timer: 'upstream.first-byte', name: 'response_header_timeout', json: 'response_header_timeout', zero: 'none' },
  { timer: 'upstream.read', name: 'read_timeout', json: 'read_timeout', zero: 'none' },
  { timer: 'upstream.send', name: 'write_timeout', json: 'write_timeout', zero: 'none' },
];

/** https://github.com/caddyserver/caddy/pull/5952: before, a body that broke off ended in good order. */
const abortsSince = '2.7.6';

const readFails = { sees: 'a 504, or a body that breaks off once the response has begun', answers: 504, log: 'Caddy log: i/o timeout' } as const;

const unreleased = 'read from the source of the first version after 2.11.4, which has no number yet';

export const caddyFacts: SystemFacts = {
  system: 'caddy',
  title: 'Caddy',
  kind: 'proxy',
  reuse: { retries: 'idempotent', sees: 'a 502', link: transport },
  relays: { answers: 502, shortBefore: abortsSince },
  defaults: [
    { timer: 'downstream.idle', name: 'servers timeouts idle', value: 5 * minute, link: servers },
    { timer: 'downstream.response', name: 'servers timeouts write', value: 'never', effect: { sees: 'a truncated response or none at all', answers: 'close', onWrite: true }, link: servers },
    { timer: 'downstream.header', name: 'servers timeouts read_header', value: minute, since: '2.9.0', link: app },
    { timer: 'downstream.header', name: 'servers timeouts read_header', value: 'never', before: '2.9.0', link: app },
    { timer: 'downstream.body', name: 'servers timeouts read_body_idle', value: 'never', before: '2.11.5', link: main },
    { timer: 'downstream.body', name: 'servers timeouts read_body_idle', value: minute, since: '2.11.5', link: main, uncertain: unreleased },
    { timer: 'downstream.send', name: 'servers timeouts write_idle', value: 'never', before: '2.11.5', link: main },
    { timer: 'downstream.send', name: 'servers timeouts write_idle', value: minute, since: '2.11.5', link: main, uncertain: unreleased },
    { timer: 'upstream.connect', name: 'transport http dial_timeout', value: 3 * second, effect: { sees: 'a 502', answers: 502, log: 'Caddy log: dial tcp, i/o timeout' }, link: transport },
    { timer: 'upstream.first-byte', name: 'transport http response_header_timeout', value: 'never', effect: { sees: 'a 504', answers: 504, log: 'Caddy log: timeout awaiting response headers' }, link: transport },
    { timer: 'upstream.read', name: 'transport http read_timeout', value: 'never', since: abortsSince, effect: readFails, link: transport },
    { timer: 'upstream.read', name: 'transport http read_timeout', value: 'never', before: abortsSince, effect: { ...readFails, sees: 'a 504, or a short body that looks complete once the response has begun', body: 'short' }, link: transport },
    { timer: 'upstream.idle', name: 'transport http keepalive', value: 2 * minute, link: transport },
    { timer: 'probe.idle', name: 'servers keepalive_interval', value: 15 * second, side: 'downstream', link: probes },
    { timer: 'probe.idle', name: 'transport http keepalive_interval', value: 30 * second, side: 'upstream', link: transport },
  ],
};

/** Where Caddy looks for its file when `--config` does not say: its working directory, and the place that its image and packages give. */
export const mainFiles: readonly string[] = ['Caddyfile', '/etc/caddy/Caddyfile', '/etc/frankenphp/Caddyfile'];
