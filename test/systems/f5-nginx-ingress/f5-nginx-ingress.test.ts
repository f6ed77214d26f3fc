import { describe, expect, it } from 'vitest';
import { f5NginxIngress } from '../../../src/systems/f5-nginx-ingress/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (manifest: string): Promise<Reading | undefined> => f5NginxIngress.fromScene?.(sceneOf(manifest), readerOf({}));
const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nginx-config}\ndata: {proxy-read-timeout: 20s, proxy-send-timeout: 30s, keepalive-timeout: 90s}\n---\n';

describe('f5-nginx-ingress', () => {
  it('reads annotations before its ConfigMap', async () => {
    const [layer] = (await read(map + ingress('    nginx.org/proxy-read-timeout: 1m30s\n    nginx.org/keepalive: "32"', 'nginx')))?.layers ?? [];
    expect(layer?.settings.map(shown)).toEqual(['upstream.read nginx.org/proxy-read-timeout=90000', 'upstream.send proxy-send-timeout=30000', 'downstream.idle keepalive-timeout=90000']);
    expect(layer?.routes[0]?.upstream).toMatchObject({ target: { name: 'web', port: 80 }, pooled: { value: 'yes' } });
  });

  it('leaves the community controller its Ingresses', async () => {
    expect(await read(ingress('    nginx.ingress.kubernetes.io/proxy-read-timeout: "90"', 'nginx'))).toBeUndefined();
    expect(await read(ingress('    x: y', 'nginx'))).toBeUndefined();
    const community = 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: nginx}\nspec: {controller: k8s.io/ingress-nginx}\n---\n';
    expect(await read(community + ingress('    nginx.org/proxy-read-timeout: 90s', 'nginx'))).toBeUndefined();
  });

  it('drops what is no nginx time', async () => {
    const reading = await read(ingress('    nginx.org/proxy-read-timeout: 90sec', 'nginx'));
    expect(reading?.written).toMatchObject([{ fault: 'ineffective', name: 'nginx.org/proxy-read-timeout', refused: true }]);
    expect(reading?.layers?.[0]?.settings).toEqual([]);
  });

  it('reads VirtualServers', async () => {
    const [layer] = (await read(`apiVersion: k8s.nginx.org/v1
kind: VirtualServer
metadata: {name: cafe}
spec:
  host: cafe.example.org
  upstreams: [{name: tea, service: tea-svc, port: 80, read-timeout: 2m}]
  routes:
  - {path: "=/tea", action: {pass: tea}}
  - {path: /old, action: {redirect: {url: x}}}
`))?.layers ?? [];
    expect(layer?.routes).toHaveLength(1);
    expect(layer?.routes[0]).toMatchObject({ route: { host: 'cafe.example.org', path: '/tea', match: 'exact' }, upstream: { target: { name: 'tea-svc', port: 80 } } });
    expect(layer?.routes[0]?.settings.map(shown)).toEqual(['upstream.read read-timeout=120000']);
  });
});
