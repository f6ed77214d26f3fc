import { describe, expect, it } from 'vitest';
import type { Ingress, KubernetesObject, Scene } from '../../../src/model/scene.ts';
import type { Setting } from '../../../src/model/setting.ts';
import { ingressNginx } from '../../../src/systems/ingress-nginx/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import { parseYaml } from '../../../src/syntax/yaml.ts';
import { plainTexts } from '../../../src/workloads/kubernetes/texts.ts';
import { toIngress } from '../../../src/workloads/kubernetes/ingresses.ts';
import { objectsIn } from '../../../src/workloads/kubernetes/objects.ts';
import { processOf, readerOf } from '../support.ts';

function sceneOf(manifest: string, processes: Scene['processes'] = []): Scene {
  const all = objectsIn(parseYaml(fileSource('k8s.yaml', manifest)), plainTexts);
  const ingresses: readonly Ingress[] = all.filter((object) => object.kind === 'Ingress').map((object) => toIngress(object, plainTexts));
  const objects: readonly KubernetesObject[] = all.filter((object) => object.kind !== 'Ingress');
  return { project: { folder: '', sample: false }, when: undefined, processes, services: [], ingresses, objects };
}

const ingress = (annotations: string, className = 'nginx') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    a: b
${annotations}
spec:
  ingressClassName: ${className}
  rules:
  - host: www.example.com
    http:
      paths:
      - { path: /api, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }
      - { path: /one, pathType: Exact, backend: { service: { name: one, port: { name: http } } } }
`;

const configMap = (data: string, name = 'ingress-nginx-controller') => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data: { ${data} }
`;

const read = async (manifest: string, processes?: Scene['processes']): Promise<Reading> => (await ingressNginx.fromScene?.(sceneOf(manifest, processes), readerOf({}))) ?? {};
const amounts = (settings: readonly Setting[] = []): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));
const faults = (reading: Reading) => reading.written?.map((written) => `${written.name} ${written.refused === true ? 'refused' : ''}`.trim());
const own = (key: string, value: string) => `    nginx.ingress.kubernetes.io/${key}: ${value}`;

describe('ingress-nginx', () => {
  it('is a layer per Ingress, with a route per path', async () => {
    const [layer] = (await read(ingress(''))).layers ?? [];
    expect(layer).toMatchObject({ system: 'ingress-nginx', listens: [{ kind: 'host', host: 'www.example.com' }, { kind: 'controller', controller: 'ingress-nginx' }] });
    expect(layer?.place.line).toBe(10);
    expect(layer?.routes.map(({ route, upstream }) => [route, upstream?.target, upstream?.pooled.value])).toEqual([
      [{ host: 'www.example.com', path: '/api', match: 'prefix' }, { kind: 'service', namespace: 'default', name: 'api', port: 80 }, 'yes'],
      [{ host: 'www.example.com', path: '/one', match: 'exact' }, { kind: 'service', namespace: 'default', name: 'one', port: 'http' }, 'yes'],
    ]);
  });

  it('takes the annotation before the ConfigMap, in whole seconds', async () => {
    const reading = await read(`${ingress(own('proxy-read-timeout', '"120"'))}${configMap('proxy-read-timeout: "30", proxy-send-timeout: "40", keep-alive: "0", upstream-keepalive-timeout: "55"')}`);
    expect(amounts(reading.layers?.[0]?.settings)).toEqual({ 'upstream.read': 120_000, 'upstream.send': 40_000, 'downstream.idle': 'off', 'upstream.idle': 55_000 });
    expect(reading.written).toEqual([]);
  });

  it('drops a value with a unit, and says so', async () => {
    const reading = await read(`${ingress(own('proxy-read-timeout', '120s'))}${configMap('client-body-timeout: 2m, worker-shutdown-timeout: 10s')}`);
    expect(amounts(reading.layers?.[0]?.settings)).toEqual({});
    expect(faults(reading)).toEqual(['nginx.ingress.kubernetes.io/proxy-read-timeout refused', 'client-body-timeout refused']);
    expect(reading.written?.map((written) => written.advice)).toEqual(['write "120"', 'write "120"']);
    expect(reading.written?.[0]).toMatchObject({ place: { line: 8 }, timer: 'upstream.read', works: { value: 'no' } });
  });

  it('does not judge a templated value', async () => {
    const reading = await read(ingress(own('proxy-read-timeout', '"{{ .Values.timeout }}"')));
    expect(amounts(reading.layers?.[0]?.settings)).toEqual({ 'upstream.read': 'unknown' });
    expect(reading.written).toEqual([]);
  });

  it.each([
    [own('proxy-reed-timeout', '"9"'), ['nginx.ingress.kubernetes.io/proxy-reed-timeout refused']],
    [own('upstream-keepalive-timeout', '"9"'), ['nginx.ingress.kubernetes.io/upstream-keepalive-timeout refused']],
    [`${own('rewrite-target', '/')}\n    nginx.org/proxy-read-timeout: 9s`, ['nginx.org/proxy-read-timeout refused']],
    ['    ingress.kubernetes.io/proxy-read-timeout: "9"', ['ingress.kubernetes.io/proxy-read-timeout refused']],
    [own('auth-keepalive', '"9"'), []],
    [own('proxy-body-size', '10m'), []],
    ['    example.com/proxy-read-timeout: "9"', []],
  ])('checks names: %s', async (annotations, expected) => {
    expect(faults(await read(ingress(annotations)))).toEqual(expected);
  });

  it('leaves Ingresses of other controllers alone, but for annotations that they ignore', async () => {
    expect(await read(ingress('    nginx.org/proxy-read-timeout: 9s'))).toEqual({});
    expect(await read(ingress('', 'traefik'))).toEqual({});
    const alb = await read(ingress(own('proxy-read-timeout', '"9"'), 'alb'));
    expect([alb.layers, faults(alb)]).toEqual([[], ['nginx.ingress.kubernetes.io/proxy-read-timeout']]);
    const classed = (controller: string) => `${ingress('', 'web')}---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: web }\nspec: { controller: ${controller} }\n`;
    expect((await read(classed('k8s.io/ingress-nginx'))).layers).toHaveLength(1);
    expect(await read(classed('nginx.org/ingress-controller'))).toEqual({});
  });

  it('knows when nothing is pooled, and the protocol', async () => {
    const none = await read(`${ingress('')}${configMap('upstream-keepalive-connections: "0"')}`);
    expect(none.layers?.[0]?.routes[0]?.upstream?.pooled.value).toBe('no');
    const grpc = await read(ingress(own('backend-protocol', 'GRPC')));
    expect(grpc.layers?.[0]?.routes[0]?.upstream).toMatchObject({ protocol: 'grpc', pooled: { value: 'yes' } });
  });

  it('counts one try when timeouts are not repeated', async () => {
    expect(amounts((await read(ingress(own('proxy-next-upstream', '"error"')))).layers?.[0]?.settings)).toEqual({ 'retry.attempts': 1 });
    expect(amounts((await read(ingress(own('proxy-next-upstream-tries', '"2"')))).layers?.[0]?.settings)).toEqual({ 'retry.attempts': 2 });
  });

  it('applies the snippets as nginx would', async () => {
    const reading = await read(ingress(`${own('server-snippet', '|')}\n      keepalive_timeout 9s;\n      proxy_read_timeout 300s;\n${own('configuration-snippet', '|')}\n      send_timeout 7;`));
    expect(amounts(reading.layers?.[0]?.settings)).toEqual({ 'downstream.idle': 9000, 'downstream.send': 7000 });
    expect(reading.written).toMatchObject([{ name: 'proxy_read_timeout', place: { line: 10 } }]);
  });

  it('finds the controller, its version and the ConfigMap that it names', async () => {
    const controller = processOf({ argv: ['/nginx-ingress-controller', '--configmap=$(POD_NAMESPACE)/tuning'], image: 'registry.k8s.io/ingress-nginx/controller:v1.9.4' });
    const reading = await read(`${ingress('')}${configMap('proxy-read-timeout: "30"', 'tuning')}${configMap('proxy-read-timeout: "99"')}`, [controller]);
    expect(reading.layers?.[0]).toMatchObject({ version: { known: '1.9.4' }, process: { id: 'web' } });
    expect(amounts(reading.layers?.[0]?.settings)).toEqual({ 'upstream.read': 30_000 });
  });
});
