import { hour, second } from '../../model/duration.ts';
import { effects, staleConnection } from '../envoy/facts.ts';
import type { SystemFacts } from '../facts.ts';

const virtualService = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute';
const destinationRule = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';
const proxyConfig = 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig';

export const links = { virtualService, destinationRule } as const;

/** The idle limit towards clients is left out: it is Envoy's hour unless the mesh configuration, which is rarely in the repository, says otherwise. */
export const facts: SystemFacts = {
  system: 'istio',
  title: 'Istio',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.deadline', name: 'timeout', value: 'never', effect: effects.deadline, link: virtualService },
    { timer: 'exchange.idle', name: 'stream_idle_timeout', value: 'never', effect: effects.streamIdle, link: proxyConfig, uncertain: 'read out of the source code: Istio writes 0s into its listeners' },
    { timer: 'upstream.idle', name: 'connectionPool.http.idleTimeout', value: hour, link: `${destinationRule}#ConnectionPoolSettings-HTTPSettings` },
    { timer: 'upstream.connect', name: 'connectionPool.tcp.connectTimeout', value: 10 * second, effect: effects.connect, link: `${destinationRule}#ConnectionPoolSettings-TCPSettings` },
    { timer: 'probe.idle', name: 'socket_options', value: 'never', side: 'downstream', link: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/' },
    { timer: 'probe.idle', name: 'connectionPool.tcp.tcpKeepalive', value: 'never', side: 'upstream', link: `${destinationRule}#ConnectionPoolSettings-TCPSettings-TcpKeepalive` },
  ],
  reuse: { retries: 'none', sees: staleConnection, link: virtualService },
};

/** The controller that an Ingress of its class belongs to, and the name under which its gateway's pods are known. */
export const controller = { ingress: 'istio.io/ingress-controller', pods: 'istio' } as const;
