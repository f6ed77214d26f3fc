import type { SystemFacts } from '../facts.ts';

/** Since ASP.NET Core 6: before, Kestrel and HttpClient both waited two minutes. */
const raised = 'https://github.com/dotnet/aspnetcore/pull/32636';
const limits = 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.server.kestrel.core.kestrelserverlimits';
/** Its clocks are looked at once a second. */
const window = { early: 0, late: 1000 };

export const facts: SystemFacts = {
  system: 'kestrel',
  title: 'Kestrel',
  kind: 'app-server',
  language: 'csharp',
  defaults: [
    { timer: 'downstream.idle', name: 'Kestrel:Limits:KeepAliveTimeout', value: 130_000, since: '6.0', window, link: `${limits}.keepalivetimeout` },
    { timer: 'downstream.idle', name: 'Kestrel:Limits:KeepAliveTimeout', value: 120_000, before: '6.0', window, link: raised },
    { timer: 'downstream.header', name: 'Kestrel:Limits:RequestHeadersTimeout', value: 30_000, window, effect: { sees: 'a 408', answers: 408 }, link: `${limits}.requestheaderstimeout` },
  ],
};

/** Where the official images listen; without one it is localhost:5000. */
export const imagePorts = { since8: 8080, before8: 80, bare: 5000 } as const;
