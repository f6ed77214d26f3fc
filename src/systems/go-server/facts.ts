import type { SystemFacts } from '../facts.ts';

const server = 'https://pkg.go.dev/net/http#Server';
const grpc = 'https://pkg.go.dev/google.golang.org/grpc/keepalive#ServerParameters';

/** golang/go#54784: until its mend the header clock ran while a connection was idle. 1.19 was measured; the release of the mend was not established. */
export const headerWhileIdle = { affectedBefore: '1.20', mendedSince: '1.22' } as const;

/** `h2`: connections that an http2.Server serves by its own limits. */
export const goServerFacts: SystemFacts = {
  system: 'go-server',
  title: 'Go net/http',
  kind: 'app-server',
  language: 'go',
  defaults: [
    { timer: 'downstream.idle', name: 'IdleTimeout', value: 'never', profiles: ['http', 'h2'], link: server },
    { timer: 'downstream.header', name: 'ReadHeaderTimeout', value: 'never', profiles: ['http'], link: server },
    { timer: 'downstream.request', name: 'ReadTimeout', value: 'never', profiles: ['http'], link: server },
    { timer: 'downstream.response', name: 'WriteTimeout', value: 'never', profiles: ['http'], link: server, effect: { sees: 'a truncated response or none at all', answers: 'close', onWrite: true } },
    { timer: 'downstream.idle', name: 'MaxConnectionIdle', value: 'never', profiles: ['grpc'], link: grpc },
    { timer: 'downstream.lifetime', name: 'MaxConnectionAge', value: 'never', profiles: ['grpc'], link: grpc },
    { timer: 'probe.idle', name: 'net.ListenConfig.KeepAlive', value: 15_000, since: '1.13', profiles: ['grpc'], link: 'https://pkg.go.dev/net#ListenConfig' },
    { timer: 'probe.idle', name: 'net.ListenConfig.KeepAlive', value: 'never', before: '1.13', profiles: ['grpc'], link: 'https://pkg.go.dev/net#ListenConfig', uncertain: 'remembered: before, only http.ListenAndServe switched probes on' },
    { timer: 'probe.idle', name: 'net.ListenConfig.KeepAlive', value: 15_000, profiles: ['http', 'h2'], link: 'https://pkg.go.dev/net#ListenConfig' },
  ],
};
