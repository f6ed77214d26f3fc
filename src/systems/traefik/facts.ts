import { type Grammar, goDuration, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const entryPointsPage = 'https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/';
const transportPage = 'https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/serverstransport/';
const migration = 'https://doc.traefik.io/traefik/v2.11/migration/v2/#v2112';

export const links = { entryPoints: entryPointsPage, transport: transportPage, migration } as const;

/** A Go duration; bare digits are seconds. */
export const duration: Grammar = { ...goDuration, bare: second };

/** A duration option below an entry point or a transport, and what zero means there. */
export interface Option {
  readonly path: string;
  readonly timer: Timer;
  readonly zero: 'never' | 'none' | 'read timeout';
}

/** Below `entryPoints.<name>.`. */
export const entryPointOptions: readonly Option[] = [
  { path: 'transport.respondingTimeouts.readTimeout', timer: 'downstream.request', zero: 'never' },
  { path: 'transport.respondingTimeouts.writeTimeout', timer: 'downstream.response', zero: 'never' },
  { path: 'transport.respondingTimeouts.idleTimeout', timer: 'downstream.idle', zero: 'read timeout' },
  { path: 'transport.keepAliveMaxTime', timer: 'downstream.lifetime', zero: 'never' },
  { path: 'transport.lifeCycle.graceTimeOut', timer: 'stop.graceful', zero: 'none' },
];

/** It goes on accepting requests for so long before the grace time begins. */
export const acceptGrace = 'transport.lifeCycle.requestAcceptGraceTimeout';

/** Below `serversTransport.`, and below every named ServersTransport. */
export const forwardingOptions: readonly Option[] = [
  { path: 'forwardingTimeouts.dialTimeout', timer: 'upstream.connect', zero: 'never' },
  { path: 'forwardingTimeouts.responseHeaderTimeout', timer: 'upstream.first-byte', zero: 'never' },
  { path: 'forwardingTimeouts.idleConnTimeout', timer: 'upstream.idle', zero: 'never' },
];

const upload = { sees: 'a closed connection', log: 'access log: 499' } as const;

export const facts: SystemFacts = {
  system: 'traefik',
  title: 'Traefik',
  kind: 'proxy',
  language: 'go',
  defaults: [
    { timer: 'downstream.request', name: 'entryPoints.<name>.transport.respondingTimeouts.readTimeout', value: 60_000, since: '2.11.2', effect: upload, link: migration },
    { timer: 'downstream.request', name: 'entryPoints.<name>.transport.respondingTimeouts.readTimeout', value: 'never', before: '2.11.2', effect: upload, link: migration },
    {
      timer: 'downstream.response', name: 'entryPoints.<name>.transport.respondingTimeouts.writeTimeout', value: 'never',
      effect: { sees: 'a truncated response' }, link: entryPointsPage,
    },
    { timer: 'downstream.idle', name: 'entryPoints.<name>.transport.respondingTimeouts.idleTimeout', value: 180_000, link: entryPointsPage },
    { timer: 'downstream.lifetime', name: 'entryPoints.<name>.transport.keepAliveMaxTime', value: 'never', link: entryPointsPage },
    { timer: 'stop.graceful', name: 'entryPoints.<name>.transport.lifeCycle.graceTimeOut', value: 10_000, effect: { sees: 'a closed connection' }, link: entryPointsPage },
    {
      timer: 'upstream.connect', name: 'serversTransport.forwardingTimeouts.dialTimeout', value: 30_000,
      effect: { sees: 'a 504', answers: 504 }, link: transportPage,
    },
    {
      timer: 'upstream.first-byte', name: 'serversTransport.forwardingTimeouts.responseHeaderTimeout', value: 'never',
      effect: { sees: 'a 504', answers: 504 }, link: transportPage,
    },
    { timer: 'upstream.idle', name: 'serversTransport.forwardingTimeouts.idleConnTimeout', value: 90_000, link: transportPage },
    {
      timer: 'upstream.read', name: 'gap within a response', value: 'never', fixed: true, link: transportPage,
      uncertain: 'no option exists; read out of the source code of 3.7',
    },
    { timer: 'probe.idle', name: 'TCP keep-alive of entry points', value: 180_000, side: 'downstream', fixed: true, link: entryPointsPage, uncertain: 'read out of the source code of 3.7' },
    { timer: 'probe.idle', name: 'TCP keep-alive to servers', value: 30_000, side: 'upstream', fixed: true, link: transportPage, uncertain: 'read out of the source code of 3.7' },
  ],
  reuse: { retries: 'idempotent', sees: 'a 502', link: 'https://pkg.go.dev/net/http#Transport' },
};
