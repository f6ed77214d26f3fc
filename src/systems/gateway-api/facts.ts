import { type Grammar, hour, minute, ms, second } from '../../model/duration.ts';
import { effects, staleConnection } from '../envoy/facts.ts';
import type { SystemFacts } from '../facts.ts';

const timeouts = 'https://gateway-api.sigs.k8s.io/api-types/httproute/#timeouts-optional';
const envoyGateway = 'https://gateway.envoyproxy.io/docs/api/extension_types/';
const istioPool = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings';
const contour = 'https://projectcontour.io/docs/main/configuration/';

export const links = { timeouts, duration: 'https://gateway-api.sigs.k8s.io/geps/gep-2257/', envoyGateway } as const;

/** Up to four whole numbers with units; no decimals. */
export const duration: Grammar = { suffixes: { h: hour, m: minute, s: second, ms }, decimals: false, compound: true };

/** The implementations whose own defaults are known. */
export type Implementation = 'istio' | 'envoy-gateway' | 'contour';

export const titles: Readonly<Record<Implementation, string>> = { istio: 'Istio', 'envoy-gateway': 'Envoy Gateway', contour: 'Contour' };

/** By the controller of a GatewayClass, and by customary names of classes. */
export const implementations: readonly (readonly [controller: string, names: RegExp, Implementation])[] = [
  ['istio.io/gateway-controller', /^istio(?:-|$)/, 'istio'],
  ['gateway.envoyproxy.io/gatewayclass-controller', /^(?:eg|envoy|envoy-gateway)(?:-|$)/, 'envoy-gateway'],
  ['projectcontour.io/gateway-controller', /^contour(?:-|$)/, 'contour'],
];

/** The profile names the implementation; what the specification leaves to it has no default without one. */
export const facts: SystemFacts = {
  system: 'gateway-api',
  title: 'Gateway API',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeouts.request', value: 'never', profiles: ['istio'], effect: effects.deadline, link: timeouts, uncertain: 'as for VirtualServices: Istio writes 0s where nothing is written' },
    {
      timer: 'upstream.deadline', name: 'timeouts.request', value: 15 * second, profiles: ['envoy-gateway'], effect: effects.deadline,
      link: 'https://gateway.envoyproxy.io/docs/tasks/traffic/http-timeouts/',
    },
    { timer: 'upstream.deadline', name: 'timeouts.request', value: 15 * second, profiles: ['contour'], effect: effects.deadline, link: contour, uncertain: 'Envoy\'s default, which Contour leaves in force' },
    { timer: 'upstream.idle', name: 'idle timeout of upstream connections', value: hour, profiles: ['istio'], link: istioPool },
    { timer: 'upstream.idle', name: 'BackendTrafficPolicy timeout.http.connectionIdleTimeout', value: hour, profiles: ['envoy-gateway'], link: envoyGateway },
    { timer: 'upstream.connect', name: 'connectionPool.tcp.connectTimeout', value: 10 * second, profiles: ['istio'], effect: effects.connect, link: istioPool },
    { timer: 'upstream.connect', name: 'BackendTrafficPolicy timeout.tcp.connectTimeout', value: 10 * second, profiles: ['envoy-gateway'], effect: effects.connect, link: envoyGateway },
    { timer: 'downstream.idle', name: 'ClientTrafficPolicy timeout.http.idleTimeout', value: hour, profiles: ['envoy-gateway'], link: envoyGateway },
    { timer: 'downstream.idle', name: 'connection-idle-timeout', value: minute, profiles: ['contour'], link: contour },
    { timer: 'exchange.idle', name: 'stream-idle-timeout', value: 5 * minute, profiles: ['contour'], effect: effects.streamIdle, link: contour },
    { timer: 'probe.idle', name: 'connectionPool.tcp.tcpKeepalive', value: 'never', side: 'upstream', profiles: ['istio'], link: istioPool },
    { timer: 'probe.idle', name: 'BackendTrafficPolicy tcpKeepalive', value: 'never', side: 'upstream', profiles: ['envoy-gateway'], link: envoyGateway },
    { timer: 'probe.idle', name: 'ClientTrafficPolicy tcpKeepalive', value: 'never', side: 'downstream', profiles: ['envoy-gateway'], link: envoyGateway },
  ],
  reuse: { retries: 'none', sees: staleConnection, link: timeouts },
};
