import type { SystemFacts } from '../facts.ts';

const idle = 'https://learn.microsoft.com/en-us/dotnet/api/system.net.http.socketshttphandler.pooledconnectionidletimeout';

/** The version is that of .NET; `framework` is .NET Framework 4. A client that is injected has limits that nobody sees here. */
export const dotnetFacts: SystemFacts = {
  system: 'dotnet-httpclient',
  title: '.NET HttpClient',
  kind: 'client',
  language: 'csharp',
  defaults: [
    { timer: 'upstream.deadline', name: 'HttpClient.Timeout', value: 100_000, profiles: ['core', 'framework', 'unknown'], link: 'https://learn.microsoft.com/en-us/dotnet/api/system.net.http.httpclient.timeout' },
    { timer: 'upstream.idle', name: 'PooledConnectionIdleTimeout', value: 60_000, since: '6.0', profiles: ['core'], link: idle },
    { timer: 'upstream.idle', name: 'PooledConnectionIdleTimeout', value: 120_000, before: '6.0', profiles: ['core'], link: idle },
    { timer: 'probe.idle', name: 'TcpKeepAliveTime', value: 'never', profiles: ['core', 'framework', 'unknown'], link: 'https://github.com/dotnet/runtime/issues/31267' },
  ],
  reuse: { retries: 'idempotent', sees: 'HttpRequestException: an error occurred while sending the request', link: idle },
};
