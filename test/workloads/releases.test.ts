import { describe, expect, it } from 'vitest';
import { at, commandLine, scenesOf, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

const chart: Files = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'charts/shop/values.yaml': 'timeout: 60\nmode: plain\nannotations: { a/b: "{{ .Values.timeout }}" }\n',
  'charts/shop/templates/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "common.names.fullname" . }}
  annotations: {{- include "common.tplvalues.render" (dict "value" .Values.annotations "context" $) | nindent 4 }}
  labels: {{- include "common.labels.standard" (dict "context" $) | nindent 4 }}
spec:
  template:
    spec:
      {{- if eq .Values.mode "patient" }}
      terminationGracePeriodSeconds: 300
      {{- end }}
      containers:
        - name: shop
          image: python
          command: [gunicorn, --timeout, "{{ .Values.timeout }}", shop.wsgi]
`,
};

const variants = (more: Files): readonly string[] => scenesOf({ ...chart, ...more }).filter((scene) => scene.when !== undefined).map((scene) => `${scene.when}: ${commandLine(scene.processes[0])} ${at(scene.processes[0]?.argv[2])}`);

describe('a chart is installed', () => {
  const line = (when: string, timeout: number, place: string): string => `${when}: gunicorn --timeout ${timeout} shop.wsgi ${place}`;
  const template = 'charts/shop/templates/shop.yaml:16:43';

  it('by helmfile with files, inline values and single ones', () => {
    expect(variants({ 'deploy/prod.yaml': 'timeout: 90\n', 'deploy/helmfile.yaml': 'releases:\n  - { name: shop, chart: ../charts/shop, values: [prod.yaml, { timeout: 100 }], set: [{ name: timeout, value: 110 }] }\n' })).toEqual([line('deploy/helmfile.yaml', 110, `deploy/helmfile.yaml:2:111 ${template}`)]);
    expect(variants({ 'deploy/prod.yaml': 'timeout: 90\n', 'deploy/helmfile.yaml': 'releases:\n  - { name: shop, chart: ../charts/shop, values: [prod.yaml] }\n  - { name: old, chart: ../charts/shop, installed: false }\n' })).toEqual([line('deploy/helmfile.yaml', 90, `deploy/prod.yaml:1:10 ${template}`)]);
  });

  it('by Argo CD with a block of values and parameters', () => {
    const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source:\n    path: charts/shop\n    helm:\n      values: |\n        timeout: 120\n';
    expect(variants({ 'apps/shop.yaml': application })).toEqual([line('apps/shop.yaml', 120, `apps/shop.yaml:9:18 ${template}`)]);
    expect(variants({ 'apps/shop.yaml': `${application}      parameters: [{ name: timeout, value: "130" }]\n` })).toEqual([line('apps/shop.yaml', 130, `apps/shop.yaml:10:45 ${template}`)]);
  });

  it('by Flux and by kustomize', () => {
    expect(variants({ 'flux.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec:\n  chart: { spec: { chart: ./charts/shop, sourceRef: { kind: GitRepository, name: me } } }\n  values: { timeout: 140 }\n' })).toEqual([line('flux.yaml', 140, `flux.yaml:6:22 ${template}`)]);
    expect(variants({ 'kustomization.yaml': 'helmCharts:\n  - name: shop\n    releaseName: shop\n    valuesInline: { timeout: 150 }\n' })).toEqual([line('kustomization.yaml', 150, `kustomization.yaml:4:30 ${template}`)]);
  });

  it('from elsewhere under the same name: nothing is known of it', () => expect(variants({ 'flux.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec:\n  chart: { spec: { chart: shop, sourceRef: { kind: HelmRepository, name: other } } }\n  values: { timeout: 140 }\n' })).toEqual(['mode: patient: gunicorn --timeout 60 shop.wsgi charts/shop/values.yaml:1:10 charts/shop/templates/shop.yaml:16:43']));
});

describe('charts', () => {
  it('have a variant per text that a value is compared with', () => {
    const [, patient] = scenesOf(chart);
    expect([patient?.when, shown(undefined), patient?.processes[0]?.settings.map(({ name, value }) => [name, value.kind === 'known' ? value.amount : value.kind])]).toEqual(['mode: patient', '', [['terminationGracePeriodSeconds', 300_000]]]);
  });

  it('use helpers of a library that is not in the tree', () => {
    const [deployment] = scenesOf({ ...chart, 'charts/shop/templates/job.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include "common.names.name" . }}\n  annotations: {{- include "common.tplvalues.render" (dict "value" .Values.annotations "context" $) | nindent 4 }}\n' })[0]?.objects.filter(({ kind }) => kind === 'ConfigMap') ?? [];
    expect([deployment?.name, deployment?.annotations.get('a/b')?.text.value]).toEqual(['shop', '60']);
  });
});

describe('well-known charts that are fetched', () => {
  const release = (name: string, values: string): Files => ({ 'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: x }\nspec:\n  chart: { spec: { chart: ${name}, sourceRef: { kind: HelmRepository, name: y } } }\n  values: ${values}\n` });

  it('traefik starts with the timeouts of its ports and further arguments', () => {
    const [scene] = scenesOf(release('traefik', '{ image: { tag: v3.6.1 }, ports: { web: { transport: { respondingTimeouts: { readTimeout: 600s } } } }, additionalArguments: ["--ping=true"] }'));
    const words = scene?.processes[0]?.argv.map(shown) ?? [];
    expect(words).toEqual(expect.arrayContaining(['--entryPoints.web.address=:8000/tcp', '--entryPoints.web.transport.respondingTimeouts.readTimeout=600s', '--ping=true']));
    expect(scene?.services[0]?.ports.map(({ port }) => port)).toEqual([80, 443]);
  });

  it('kong has every key of env in its environment', () => {
    const [scene] = scenesOf(release('kong', '{ env: { nginx_http_keepalive_timeout: 20s, database: "off" } }'));
    expect(shown(scene?.processes[0]?.env.get('KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT'))).toBe('20s');
  });

  it.each(['ingress-nginx', 'kubernetes-ingress', 'haproxy-ingress'])('%s puts its configuration into a ConfigMap', (name) => {
    const [scene] = scenesOf(release(name, '{ controller: { config: { timeout-server: 30s } } }'));
    expect(scene?.objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ConfigMap', 'IngressClass']));
  });

  it('two releases of one chart belong to two clusters', () => {
    const [one] = Object.values(release('kong', '{}'));
    expect(scenesOf({ 'a/kong.yaml': one ?? '', 'b/kong.yaml': one ?? '' }).flatMap((scene) => scene.processes)).toEqual([]);
  });

  it('a timer under a condition of a helmfile leaves all open', () => {
    const values = (idle: string): Files => ({ 'helmfile.yaml': `releases:\n  - name: in\n    chart: ingress-nginx/ingress-nginx\n    values:\n      - controller:\n          config:\n${idle}            use-http2: "true"\n` });
    expect(scenesOf(values('')).flatMap((scene) => scene.objects)).not.toEqual([]);
    expect(scenesOf(values('            {{- if .Values.long }}\n            keep-alive: "300"\n            {{- end }}\n')).flatMap((scene) => scene.objects)).toEqual([]);
  });
});
