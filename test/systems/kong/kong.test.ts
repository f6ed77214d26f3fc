import { describe, expect, it } from 'vitest';
import { kong } from '../../../src/systems/kong/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, service, shown } from '../scene.ts';
import { processOf, readerOf } from '../support.ts';

const declarative = `_format_version: "3.0"
services:
- name: app
  url: http://app:8000/v1
  read_timeout: 60
  connect_timeout: 10s
  retries: 2
  routes:
  - paths: [/api, "~/x/\\\\d+$"]
    hosts: [a.example.org]
- name: other
  host: other
  port: 9000
  protocol: grpc
  write_timeout: 120000
routes:
- name: apart
  service: {name: other}
`;

const run = async (env = {}): Promise<Reading | undefined> =>
  kong.fromProcess?.(processOf({ image: 'kong:3.6', env: { KONG_DECLARATIVE_CONFIG: '/kong.yml', ...env }, files: { '/kong.yml': declarative } }), readerOf({}));

describe('kong', () => {
  it('reads its declarative configuration', async () => {
    const [layer] = (await run({ KONG_UPSTREAM_KEEPALIVE_IDLE_TIMEOUT: '30', KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT: '80s' }))?.layers ?? [];
    expect(layer).toMatchObject({ name: 'Kong (service/web)', version: { known: '3.6' }, listens: [{ port: 8000 }, { port: 8443 }] });
    expect(layer?.settings.map(shown)).toEqual(['upstream.idle KONG_UPSTREAM_KEEPALIVE_IDLE_TIMEOUT=30000', 'downstream.idle KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT=80000']);
    expect(layer?.routes.map(({ route, settings, upstream }) => [route, settings.map(shown), upstream?.target, upstream?.protocol])).toEqual([
      [{ host: 'a.example.org', path: '/api', match: 'prefix', becomes: { kind: 'prefix', from: '/api', to: '/v1' } }, ['upstream.connect connect_timeout=unknown', 'upstream.read read_timeout=60', 'retry.attempts retries=3'], { kind: 'host', host: 'app', port: 8000 }, 'http/1.1'],
      [{ host: 'a.example.org', path: '^/x/\\d+$', match: 'pattern', becomes: { kind: 'unknown', why: 'strip_path' } }, expect.anything(), expect.anything(), 'http/1.1'],
      [{}, ['upstream.send write_timeout=120000'], { kind: 'host', host: 'other', port: 9000 }, 'grpc'],
    ]);
  });

  it('counts milliseconds without a unit', async () => {
    expect((await run())?.written?.map(({ fault, name }) => `${fault} ${name}`)).toEqual(['invalid connect_timeout', 'suspect read_timeout']);
  });

  it('does not pool without a pool', async () => {
    expect((await run({ KONG_UPSTREAM_KEEPALIVE_POOL_SIZE: '0' }))?.layers?.[0]?.routes[0]?.upstream?.pooled.value).toBe('no');
  });

  it('reads Services of its Ingresses, annotations before KongIngress', async () => {
    const object = 'apiVersion: configuration.konghq.com/v1\nkind: KongIngress\nmetadata: {name: slow}\nproxy: {read_timeout: 1000, write_timeout: 2000}\n---\n';
    const reading = await kong.fromScene?.(sceneOf(object + service('    konghq.com/read-timeout: "90000"\n    konghq.com/override: slow') + ingress('    x: y', 'kong')), readerOf({}));
    expect(reading?.layers?.[0]?.routes[0]?.settings.map(shown)).toEqual(['upstream.send proxy.write_timeout=2000', 'upstream.read konghq.com/read-timeout=90000']);
    expect(await kong.fromScene?.(sceneOf(ingress('    x: y', 'nginx')), readerOf({}))).toBeUndefined();
  });
});
