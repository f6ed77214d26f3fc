import { describe, expect, it } from 'vitest';
import { gatewayApi } from '../../../src/systems/gateway-api/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { sceneOf, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (...objects: readonly string[]): Promise<Reading | undefined> => gatewayApi.fromScene?.(sceneOf(objects.join('---\n')), readerOf({}));
const api = 'apiVersion: gateway.networking.k8s.io/v1\n';
const gateway = (className: string): string => `${api}kind: Gateway\nmetadata: {name: edge}\nspec: {gatewayClassName: ${className}}\n`;
const route = (rule: string, kind = 'HTTPRoute'): string => `${api}kind: ${kind}
metadata: {name: web}
spec:
  parentRefs: [{name: edge}]
  hostnames: [a.example.org]
  rules:
  - backendRefs: [{name: web, port: 80}, {name: two, port: 81}]
    ${rule}
`;

describe('gateway-api', () => {
  it('reads the timeouts of a rule', async () => {
    const [layer] = (await read(gateway('istio'), route('timeouts: {request: 1m30s, backendRequest: 20s}\n    matches: [{path: {type: Exact, value: /x}}, {path: {value: /}}]')))?.layers ?? [];
    expect(layer).toMatchObject({ name: 'Istio (gateway/edge)', profile: 'istio', listens: [{ kind: 'host', host: 'a.example.org' }] });
    expect(layer?.routes.map(({ route: one }) => one)).toEqual([{ host: 'a.example.org', path: '/x', match: 'exact' }, { host: 'a.example.org' }]);
    expect(layer?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline timeouts.request=90000', 'upstream.try timeouts.backendRequest=20000']);
    expect(layer?.routes[0]?.upstream).toMatchObject({ target: { kind: 'service', name: 'web', port: 80 }, others: [{ name: 'two' }], pooled: { value: 'yes' } });
  });

  it('knows an implementation by its class, and none where nothing tells', async () => {
    const made = `${api}kind: GatewayClass\nmetadata: {name: mine}\nspec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}\n`;
    expect((await read(made, gateway('mine'), route('')))?.layers).toMatchObject([{ profile: 'envoy-gateway' }]);
    const [unknown] = (await read(gateway('other'), route('')))?.layers ?? [];
    expect(unknown?.profile).toBeUndefined();
    expect(unknown?.routes[0]?.upstream?.pooled.value).toBe('unknown');
  });

  it('lets the rule win over policies, and those of a route over those of its Gateway', async () => {
    const policy = (kind: string, target: string, timeout: string, name: string) => `apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {targetRefs: [${target}], timeout: ${timeout}, tcpKeepalive: {idleTime: 50s}}\n`;
    const [layer] = (await read(
      gateway('eg'), route('timeouts: {request: 10s}'),
      policy('BackendTrafficPolicy', '{kind: Gateway, name: edge}', '{http: {requestTimeout: 60s, connectionIdleTimeout: 50s}}', 'a'),
      policy('BackendTrafficPolicy', '{kind: HTTPRoute, name: web}', '{http: {connectionIdleTimeout: 3s}}', 'b'),
      policy('ClientTrafficPolicy', '{kind: Gateway, name: edge}', '{http: {idleTimeout: 70s}}', 'c'),
    ))?.layers ?? [];
    expect(layer?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline timeouts.request=10000', 'upstream.idle BackendTrafficPolicy timeout.http.connectionIdleTimeout=3000', 'probe.idle BackendTrafficPolicy tcpKeepalive.idleTime=50000']);
    expect(layer?.settings.map((setting) => `${setting.side ?? ''} ${shown(setting)}`)).toEqual([' downstream.idle ClientTrafficPolicy timeout.http.idleTimeout=70000', 'downstream probe.idle ClientTrafficPolicy tcpKeepalive.idleTime=50000']);
  });

  it.each(['1.5s', '30', '1d'])('refuses %s', async (written) => {
    expect((await read(route(`timeouts: {request: "${written}"}`)))?.written).toMatchObject([{ fault: 'invalid', name: 'timeouts.request' }]);
  });

  it('refuses an attempt longer than the whole, unless the whole is unlimited', async () => {
    expect((await read(route('timeouts: {request: 5s, backendRequest: 10s}')))?.written).toMatchObject([{ name: 'timeouts.backendRequest' }]);
    expect((await read(route('timeouts: {request: 0s, backendRequest: 10s}')))?.written).toEqual([]);
  });

  it('reads gRPC methods as paths', async () => {
    expect((await read(gateway('istio'), route('matches: [{method: {service: pkg.Echo, method: Say}}]', 'GRPCRoute')))?.layers?.[0]?.routes).toMatchObject([{ route: { path: '/pkg.Echo/Say', match: 'exact' }, upstream: { protocol: 'grpc' } }]);
  });

  it('leaves Google and meshes alone', async () => {
    expect(await read(gateway('gke-l7-global-external-managed'), route(''))).toBeUndefined();
    expect(await read(route('').replace('{name: edge}', '{kind: Service, name: web}'))).toBeUndefined();
  });
});
