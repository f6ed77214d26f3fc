import type { SystemFacts } from '../facts.ts';

const keepalive = 'https://pkg.go.dev/google.golang.org/grpc/keepalive#ClientParameters';
const idle = 'https://pkg.go.dev/google.golang.org/grpc#WithIdleTimeout';

/** `system-probes`: since 1.60 TCP keep-alive runs with the kernel's own time, unless keepalive.ClientParameters sends HTTP/2 pings. */
export const goGrpcFacts: SystemFacts = {
  system: 'grpc-go',
  title: 'grpc-go',
  kind: 'client',
  language: 'go',
  defaults: [
    { timer: 'probe.idle', name: 'keepalive.ClientParameters.Time', value: 7_200_000, profiles: ['system-probes'], link: 'https://github.com/grpc/grpc-go/pull/6834' },
    { timer: 'probe.idle', name: 'keepalive.ClientParameters.Time', value: 7_200_000, since: '1.60.0', profiles: ['versioned'], link: 'https://github.com/grpc/grpc-go/pull/6834' },
    { timer: 'probe.idle', name: 'keepalive.ClientParameters.Time', value: 15_000, before: '1.60.0', profiles: ['versioned'], link: 'https://github.com/grpc/grpc-go/pull/6834', uncertain: 'needs Go 1.13 or newer' },
    { timer: 'upstream.idle', name: 'WithIdleTimeout', value: 1_800_000, profiles: ['system-probes'], link: idle },
    { timer: 'upstream.idle', name: 'WithIdleTimeout', value: 1_800_000, since: '1.59.0', profiles: ['versioned'], link: 'https://github.com/grpc/grpc-go/pull/6585' },
    { timer: 'upstream.idle', name: 'WithIdleTimeout', value: 'never', before: '1.59.0', profiles: ['versioned'], link: 'https://github.com/grpc/grpc-go/pull/6585' },
  ],
  reuse: { retries: 'idempotent', sees: 'code Unavailable, transport is closing', link: keepalive },
};
