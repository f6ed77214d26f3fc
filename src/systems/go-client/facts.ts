import type { SystemFacts } from '../facts.ts';

const client = 'https://pkg.go.dev/net/http#Client';
const transport = 'https://pkg.go.dev/net/http#Transport';
const shared = ['default', 'proxy-default'];
const bare = ['bare', 'proxy-bare'];

/** `default`: http.DefaultTransport, also behind an http.Client without Transport. `bare`: a Transport literal, which has none of its values. `proxy-…`: behind an httputil.ReverseProxy. */
export const goClientFacts: SystemFacts = {
  system: 'go-client',
  title: 'Go http.Client',
  kind: 'client',
  language: 'go',
  defaults: [
    { timer: 'upstream.deadline', name: 'Client.Timeout', value: 'never', profiles: ['default', 'bare', 'unseen'], link: client },
    { timer: 'upstream.first-byte', name: 'ResponseHeaderTimeout', value: 'never', profiles: [...shared, ...bare], link: transport },
    { timer: 'upstream.connect', name: 'Dialer.Timeout', value: 30_000, profiles: shared, link: 'https://pkg.go.dev/net/http#DefaultTransport' },
    { timer: 'upstream.idle', name: 'IdleConnTimeout', value: 90_000, profiles: shared, link: 'https://pkg.go.dev/net/http#DefaultTransport' },
    { timer: 'upstream.idle', name: 'IdleConnTimeout', value: 'never', profiles: bare, link: transport },
    { timer: 'probe.idle', name: 'Dialer.KeepAlive', value: 30_000, profiles: shared, link: 'https://pkg.go.dev/net/http#DefaultTransport' },
    { timer: 'probe.idle', name: 'Dialer.KeepAlive', value: 15_000, profiles: bare, link: 'https://pkg.go.dev/net#Dialer' },
  ],
  reuse: { retries: 'idempotent', sees: 'EOF or connection reset by peer on POST and PATCH', link: transport },
};
