import { second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const docs = 'https://restsharp.dev/docs/advanced/configuration';
const idle = 'https://learn.microsoft.com/en-us/dotnet/api/system.net.http.socketshttphandler.pooledconnectionidletimeout';

/** The version is that of .NET, whose HttpClient works below. */
export const restSharpFacts: SystemFacts = {
  system: 'dotnet-restsharp',
  title: 'RestSharp',
  kind: 'client',
  language: 'csharp',
  defaults: [
    { timer: 'upstream.deadline', name: 'Timeout', value: 100 * second, effect: { sees: 'a response with ResponseStatus.TimedOut' }, link: docs },
    { timer: 'upstream.idle', name: 'PooledConnectionIdleTimeout', value: 60_000, since: '6.0', profiles: ['core'], link: idle },
    { timer: 'upstream.idle', name: 'PooledConnectionIdleTimeout', value: 120_000, before: '6.0', profiles: ['core'], link: idle },
    { timer: 'probe.idle', name: 'TcpKeepAliveTime', value: 'never', link: 'https://github.com/dotnet/runtime/issues/31267' },
  ],
  reuse: { retries: 'idempotent', sees: 'HttpRequestException: an error occurred while sending the request', link: idle },
};
