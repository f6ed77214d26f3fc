import type { SystemFacts } from '../facts.ts';

const settings = 'https://learn.microsoft.com/dotnet/api/microsoft.azure.commands.network.models.psapplicationgatewaybackendhttpsettings.requesttimeout';

export const facts: SystemFacts = {
  system: 'azure-app-gateway',
  title: 'Azure Application Gateway',
  kind: 'load-balancer',
  defaults: [{
    timer: 'upstream.read', name: 'request_timeout', value: 30_000, link: settings, effect: { sees: 'a 504', answers: 504 },
    uncertain: 'the portal writes 20; the answer is a 502 on the first generation',
  }],
};

/** `request_timeout` of `backend_http_settings`, in seconds. */
export const limit = { least: 1, most: 86_400 } as const;

export const annotationPrefix = 'appgw.ingress.kubernetes.io/';

/** Suffixes of {@link annotationPrefix} that the ingress controller reads and whose names speak of time. */
export const annotations: ReadonlySet<string> = new Set(['request-timeout', 'connection-draining', 'connection-draining-timeout', 'health-probe-interval', 'health-probe-timeout']);

export const links = { ingress: 'https://azure.github.io/application-gateway-kubernetes-ingress/annotations/' } as const;
