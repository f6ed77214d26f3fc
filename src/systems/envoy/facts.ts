import { type Grammar, hour, minute, second } from '../../model/duration.ts';
import type { SystemFacts } from '../facts.ts';

const api = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3';
const route = `${api}/config/route/v3/route_components.proto#envoy-v3-api-field-config-route-v3-routeaction`;
const manager = `${api}/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto#envoy-v3-api-field-extensions-filters-network-http-connection-manager-v3-httpconnectionmanager`;
const protocol = `${api}/config/core/v3/protocol.proto#envoy-v3-api-field-config-core-v3-httpprotocoloptions`;
const tcpProxy = `${api}/extensions/filters/network/tcp_proxy/v3/tcp_proxy.proto#envoy-v3-api-field-extensions-filters-network-tcp-proxy-v3-tcpproxy-idle-timeout`;
const keepalive = `${api}/config/core/v3/address.proto#config-core-v3-tcpkeepalive`;

export const links = { route, keepalive, durations: 'https://protobuf.dev/programming-guides/json/' } as const;

/** Durations of protobuf's JSON form: seconds with an `s`, nothing else. */
export const duration: Grammar = { suffixes: { s: second }, decimals: true, compound: false };

/** What Envoy answers where one of its clocks runs out; also for what is built on it. */
export const effects = {
  deadline: { sees: 'a 504 (upstream request timeout)', answers: 504, log: 'Envoy access log: response flag UT' },
  // A 504 since 1.22 where the request had come in whole, a 408 before and for a request that had not: https://www.envoyproxy.io/docs/envoy/latest/version_history/v1.22/v1.22.0
  streamIdle: { sees: 'a 504 (stream timeout; a 408 before Envoy 1.22)', answers: 504, log: 'Envoy access log: response flag SI' },
  connect: { sees: 'a 503', answers: 503, log: 'Envoy access log: response flag UF' },
  request: { sees: 'a 408', answers: 408 },
} as const;

export const staleConnection = 'a 503 (upstream connect error or disconnect/reset before headers, response flag UC)';

export const retriesByDefault = 1;

/** `tcp` for listeners whose connections are passed on as they are. */
export const facts: SystemFacts = {
  system: 'envoy',
  title: 'Envoy',
  kind: 'proxy',
  defaults: [
    { timer: 'upstream.deadline', name: 'route.timeout', value: 15 * second, profiles: ['http'], effect: effects.deadline, link: `${route}-timeout` },
    { timer: 'exchange.idle', name: 'stream_idle_timeout', value: 5 * minute, profiles: ['http'], effect: effects.streamIdle, link: `${manager}-stream-idle-timeout` },
    { timer: 'downstream.idle', name: 'common_http_protocol_options.idle_timeout', value: hour, profiles: ['http'], link: `${protocol}-idle-timeout` },
    { timer: 'downstream.request', name: 'request_timeout', value: 'never', profiles: ['http'], effect: effects.request, link: `${manager}-request-timeout` },
    { timer: 'downstream.header', name: 'request_headers_timeout', value: 'never', profiles: ['http'], effect: effects.request, link: `${manager}-request-headers-timeout` },
    { timer: 'downstream.lifetime', name: 'common_http_protocol_options.max_connection_duration', value: 'never', profiles: ['http'], link: `${protocol}-max-connection-duration` },
    { timer: 'upstream.idle', name: 'common_http_protocol_options.idle_timeout', value: hour, profiles: ['http'], link: `${protocol}-idle-timeout` },
    { timer: 'exchange.idle', name: 'idle_timeout', value: hour, profiles: ['tcp'], effect: { sees: 'a closed connection' }, link: tcpProxy },
    { timer: 'downstream.idle', name: 'idle_timeout', value: hour, profiles: ['tcp'], link: tcpProxy },
    { timer: 'upstream.connect', name: 'connect_timeout', value: 5 * second, effect: effects.connect, link: `${api}/config/cluster/v3/cluster.proto#envoy-v3-api-field-config-cluster-v3-cluster-connect-timeout` },
    { timer: 'probe.idle', name: 'socket_options', value: 'never', side: 'downstream', link: `${api}/config/listener/v3/listener.proto#envoy-v3-api-field-config-listener-v3-listener-socket-options` },
    { timer: 'probe.idle', name: 'upstream_connection_options.tcp_keepalive', value: 'never', side: 'upstream', link: keepalive },
  ],
  reuse: { retries: 'none', sees: staleConnection, link: `${route}-retry-policy` },
};

/** Socket options by level and name, as Linux numbers them. */
export const socketOptions = { keepalive: '1/9', idle: '6/4', interval: '6/5', count: '6/6' } as const;

export const mainFiles: readonly string[] = ['/etc/envoy/envoy.yaml', '/etc/envoy.yaml', '/etc/envoy/envoy.json'];
export const images = /(?:^|\/)envoy(?:-(?:alpine|distroless|contrib|debug|dev|google-vrp)(?:-[a-z]+)*)?$/;
