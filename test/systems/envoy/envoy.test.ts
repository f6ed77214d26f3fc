import { describe, expect, it } from 'vitest';
import { envoy } from '../../../src/systems/envoy/index.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { shown } from '../scene.ts';
import { processOf, readerOf } from '../support.ts';

const config = (manager: string, route: string, cluster: string): string => `static_resources:
  listeners:
  - name: web
    address: {socket_address: {address: 0.0.0.0, port_value: 8080}}
    socket_options: [{level: 1, name: 9, int_value: 1}, {level: 6, name: 4, int_value: 120}]
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          ${manager}
          route_config:
            virtual_hosts:
            - domains: ["api.example.org:443", "*.example.net"]
              routes:
              - match: {prefix: /api}
                route: {cluster: app${route}}
              - match: {path: /old}
                redirect: {path_redirect: /new}
  clusters:
  - name: app
    load_assignment: {endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: app, port_value: 9000}}}}, {endpoint: {address: {socket_address: {address: two, port_value: 9000}}}}]}]}
    ${cluster}
`;

const run = async (text: string): Promise<Reading | undefined> => envoy.fromProcess?.(processOf({ argv: ['envoy', '-c', '/etc/e.yaml'], image: 'envoyproxy/envoy:v1.31-latest', files: { '/etc/e.yaml': text } }), readerOf({}));
const layer = async (manager: string, route: string, cluster: string): Promise<LayerReading> => (await run(config(manager, route, cluster)))?.layers?.[0] ?? expect.fail();

describe('envoy', () => {
  it('reads listener, routes and cluster', async () => {
    const found = await layer('stream_idle_timeout: 600s', ', timeout: 0s, retryPolicy: {retryOn: 5xx, numRetries: 2, per_try_timeout: 2.5s}', 'connect_timeout: 0.25s');
    expect(found).toMatchObject({ name: 'Envoy (service/web)', profile: 'http', version: { known: '1.31' }, listens: [{ kind: 'port', port: 8080 }] });
    expect(found.routes.map(({ route }) => route)).toEqual([
      { host: 'api.example.org', path: '/api', match: 'prefix' }, { host: '*.example.net', path: '/api', match: 'prefix' },
      { host: 'api.example.org', path: '/old', match: 'exact' }, { host: '*.example.net', path: '/old', match: 'exact' },
    ]);
    expect(found.routes[0]?.settings.map(shown)).toEqual([
      'exchange.idle stream_idle_timeout=600000', 'upstream.deadline route.timeout=Infinity', 'upstream.try retry_policy.per_try_timeout=2500', 'retry.attempts retry_policy.num_retries=3', 'upstream.connect connect_timeout=250',
    ]);
    expect(found.routes[0]?.upstream).toMatchObject({ target: { host: 'app', port: 9000 }, others: [{ host: 'two' }], protocol: 'http/1.1', pooled: { value: 'yes' } });
    expect(found.routes[2]?.upstream).toBeUndefined();
    expect(found.settings.map((setting) => `${setting.side ?? ''} ${shown(setting)}`)).toContain('downstream probe.idle socket_options TCP_KEEPIDLE=120000');
  });

  it('places the unwritten deadline where it would be written', async () => {
    const found = await layer('codec_type: AUTO', ', idle_timeout: 0s', '');
    expect(found.routes[0]?.settings.find(({ timer }) => timer === 'upstream.deadline')).toMatchObject({ value: { amount: 15_000 }, provenance: { kind: 'default' }, place: { file: 'etc/e.yaml', line: 16 } });
    expect(found.routes[0]?.settings.map(shown)).toContain('exchange.idle route.idle_timeout=Infinity');
  });

  it('reads the options of an upstream at their present place', async () => {
    const options = 'typed_extension_protocol_options: {envoy.extensions.upstreams.http.v3.HttpProtocolOptions: {common_http_protocol_options: {idle_timeout: 3s}, explicit_http_config: {http2_protocol_options: {}}}}\n    upstream_connection_options: {tcp_keepalive: {keepalive_time: 60}}';
    const found = await layer('http_filters: [{name: envoy.filters.http.grpc_web}]', '', options);
    expect(found.routes[0]?.upstream?.protocol).toBe('grpc');
    expect(found.routes[0]?.settings.filter(({ timer }) => timer !== 'upstream.deadline').map((setting) => `${setting.side ?? ''} ${shown(setting)}`)).toEqual([
      ' upstream.idle common_http_protocol_options.idle_timeout=3000', 'upstream probe.idle upstream_connection_options.tcp_keepalive.keepalive_time=60000',
    ]);
  });

  it('leaves keep-alive without a time to the kernel, and does not pool what serves one request', async () => {
    const found = await layer('codec_type: AUTO', '', 'upstream_connection_options: {tcp_keepalive: {}}\n    max_requests_per_connection: 1');
    expect(found.routes[0]?.settings.find(({ timer }) => timer === 'probe.idle')?.value).toMatchObject({ amount: 7_200_000 });
    expect(found.routes[0]?.upstream?.pooled.value).toBe('no');
  });

  it('does not guess routes that are discovered', async () => {
    const text = 'static_resources:\n  listeners:\n  - address: {socket_address: {address: 0.0.0.0, port_value: 80}}\n    filter_chains: [{filters: [{name: envoy.filters.network.http_connection_manager, typed_config: {rds: {route_config_name: x}}}]}]\n';
    const [route] = (await run(text))?.layers?.[0]?.routes ?? [];
    expect(route?.settings.find(({ timer }) => timer === 'upstream.deadline')?.value.kind).toBe('unknown');
    expect(route?.upstream?.target.kind).toBe('unknown');
  });

  it('passes connections on', async () => {
    const text = 'static_resources:\n  listeners:\n  - address: {socket_address: {address: 127.0.0.1, port_value: 5432}}\n    filter_chains: [{filters: [{name: envoy.filters.network.tcp_proxy, typed_config: {cluster: db, idle_timeout: 600s}}]}]\n  clusters:\n  - {name: db, hosts: [{socket_address: {address: pg, port_value: 5432}}]}\n';
    const found = (await run(text))?.layers?.[0];
    expect(found).toMatchObject({ profile: 'tcp', listens: [{ address: '127.0.0.1', protocol: 'tcp' }], routes: [{ upstream: { target: { host: 'pg', port: 5432 }, protocol: 'tcp', pooled: { value: 'no' } } }] });
    expect(found?.routes[0]?.settings.map(shown)).toEqual(['exchange.idle idle_timeout=600000', 'downstream.idle idle_timeout=600000']);
  });

  it('refuses every unit but seconds', async () => {
    const reading = await run(config('request_timeout: 250ms', ', timeout: 30', 'connect_timeout: 1s'));
    expect(reading?.written?.map(({ fault, name }) => `${fault} ${name}`)).toEqual(['invalid request_timeout', 'invalid timeout']);
  });

  it('reads JSON, and is nothing for other YAML', async () => {
    expect(envoy.fromFile?.claims('envoy.json', '{"static_resources": {"clusters": []}}')).toBe(true);
    expect(envoy.fromFile?.claims('app.yaml', 'static: [a]\nclusters: 3\n')).toBe(false);
  });
});
