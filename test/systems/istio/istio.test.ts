import { describe, expect, it } from 'vitest';
import { fullName } from '../../../src/systems/istio/hosts.ts';
import { istio } from '../../../src/systems/istio/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (...objects: readonly string[]): Promise<Reading | undefined> => istio.fromScene?.(sceneOf(objects.join('---\n')), readerOf({}));
const api = 'apiVersion: networking.istio.io/v1\n';
const virtualService = (http: string, gateways = 'istio-system/public'): string => `${api}kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.org]
  gateways: [${gateways}]
  http:
  - ${http}
`;
const to = 'route: [{destination: {host: web, port: {number: 80}}}, {destination: {host: canary.other.svc.cluster.local}}]';
const rule = (host: string, pool: string, name = 'one'): string => `${api}kind: DestinationRule
metadata: {name: ${name}, namespace: shop}
spec:
  host: ${host}
  trafficPolicy: {connectionPool: ${pool}}
`;

describe('istio', () => {
  it('joins a route with the connection pool of its destination', async () => {
    const reading = await read(virtualService(`match: [{uri: {prefix: /api}}, {uri: {exact: /}, method: {exact: POST}}]\n    timeout: 1m\n    retries: {attempts: 3, perTryTimeout: 2s}\n    ${to}`), rule('web', '{http: {idleTimeout: 15s}, tcp: {connectTimeout: 500ms, tcpKeepalive: {time: 120s, interval: 30s, probes: 5}}}'));
    const [layer] = reading?.layers ?? [];
    expect(layer).toMatchObject({ name: 'Istio (virtualservice/shop)', listens: [{ kind: 'host', host: 'shop.example.org' }, { kind: 'controller', controller: 'istio' }] });
    expect(layer?.routes.map(({ route }) => route)).toEqual([{ host: 'shop.example.org', path: '/api', match: 'prefix' }, { host: 'shop.example.org', path: '/', match: 'exact', method: 'POST' }]);
    expect(layer?.routes[0]?.settings.map((setting) => `${setting.side ?? ''} ${shown(setting)}`.trim())).toEqual([
      'upstream.deadline timeout=60000', 'retry.attempts retries.attempts=4', 'upstream.try retries.perTryTimeout=2000',
      'upstream.idle connectionPool.http.idleTimeout=15000', 'upstream.connect connectionPool.tcp.connectTimeout=500',
      'upstream probe.idle connectionPool.tcp.tcpKeepalive.time=120000', 'upstream probe.interval connectionPool.tcp.tcpKeepalive.interval=30000', 'upstream probe.count connectionPool.tcp.tcpKeepalive.probes=5',
    ]);
    expect(layer?.routes[0]?.upstream).toMatchObject({ target: { kind: 'service', namespace: 'shop', name: 'web', port: 80 }, others: [{ namespace: 'other', name: 'canary' }], pooled: { value: 'yes' } });
  });

  it('takes the rule that names the host most closely, and falls back to the idle limit of TCP', async () => {
    const idle = async (...rules: readonly string[]) => (await read(virtualService(to), ...rules))?.layers?.[0]?.routes[0]?.settings.map(shown);
    expect(await idle(rule('"*.local"', '{http: {idleTimeout: 9s}}'), rule('web.shop.svc.cluster.local', '{tcp: {idleTimeout: 4s}}', 'two'))).toEqual(['upstream.idle connectionPool.tcp.idleTimeout=4000']);
    expect(await idle(rule('"*.local"', '{http: {idleTimeout: 9s}}'))).toEqual(['upstream.idle connectionPool.http.idleTimeout=9000']);
    expect(await idle(rule('web.elsewhere.svc.cluster.local', '{http: {idleTimeout: 9s}}'))).toEqual([]);
  });

  it('leaves keep-alive without a time to the kernel', async () => {
    const settings = (await read(virtualService(to), rule('web', '{tcp: {tcpKeepalive: {}}}')))?.layers?.[0]?.routes[0]?.settings;
    expect(settings?.map(shown)).toEqual(['probe.idle connectionPool.tcp.tcpKeepalive=7200000']);
  });

  it('switches reuse off with one request per connection', async () => {
    expect((await read(virtualService(to), rule('web', '{http: {maxRequestsPerConnection: 1}}')))?.layers?.[0]?.routes[0]?.upstream?.pooled.value).toBe('no');
  });

  it('leaves VirtualServices of the mesh alone, and serves Ingresses of its class', async () => {
    expect(await read(virtualService(to, 'mesh'))).toBeUndefined();
    expect((await read(ingress('    x: y', 'istio')))?.layers).toMatchObject([{ name: 'Istio (ingress/web)', routes: [{ upstream: { target: { name: 'web', port: 80 } } }] }]);
  });

  it('reads the protocol off the port of the Service, and probes off an EnvoyFilter', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: [{name: grpc-api, port: 80}]}\n';
    const filter = 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: probes}\nspec:\n  configPatches:\n  - applyTo: LISTENER\n    match: {context: GATEWAY}\n    patch: {operation: MERGE, value: {socket_options: [{level: 1, name: 9, int_value: 1}, {level: 6, name: 4, int_value: 90}]}}\n';
    const [layer] = (await read(virtualService(to), service, filter))?.layers ?? [];
    expect(layer?.routes[0]?.upstream?.protocol).toBe('grpc');
    expect(layer?.settings.map((setting) => `${setting.side} ${shown(setting)}`)).toEqual(['downstream probe.idle socket_options TCP_KEEPIDLE=90000']);
  });

  it('refuses a duration without a unit', async () => {
    expect((await read(virtualService(`timeout: 30\n    ${to}`)))?.written).toMatchObject([{ fault: 'invalid', name: 'timeout' }]);
  });

  it('completes short names', () => {
    expect(fullName('web', 'shop')).toBe('web.shop.svc.cluster.local');
    expect(fullName('web.other.svc', 'shop')).toBe('web.other.svc.cluster.local');
    expect(fullName('api.example.com', 'shop')).toBe('api.example.com');
  });
});
