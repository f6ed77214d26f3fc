import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/layer.ts';
import type { Built } from '../../src/chain/build.ts';
import { hopInto, joined } from './joined.ts';

const compose = 'services:\n  edge:\n    image: nginx:1.28\n    volumes: ["./edge.conf:/etc/nginx/conf.d/default.conf"]\n  app:\n    image: shop/app:1\n    command: gunicorn -k gthread --threads 4 -b 0.0.0.0:8000 shop.wsgi\n';
const edge = 'upstream app {\n  server app:8000;\n  keepalive 8;\n}\nserver {\n  listen 80;\n  location / {\n    proxy_pass http://user:hunter2@app/;\n    proxy_http_version 1.1;\n    proxy_set_header Connection "";\n  }\n}\n';

const conditionsOf = ({ layers }: Built, system: string): readonly Condition[] => layers.find((layer) => layer.system === system)?.conditions ?? [];
const told = (built: Built, system: string): readonly string[] => conditionsOf(built, system).map(({ name, value, decides, place }) => `${decides}: ${name} ${value ?? '?'} ${place.file}:${place.line}`);

describe('what is no clock and decides', () => {
  it('names pool, protocol, header, version, addresses and the mount of nginx, without credentials', async () => {
    const built = await joined({ 'compose.yaml': compose, 'edge.conf': edge.replace('user:hunter2@app/', 'app/') });
    expect(told(built, 'nginx')).toEqual([
      'version: version 1.28 compose.yaml:3',
      'join: proxy_pass app edge.conf:8',
      'join: server app:8000 edge.conf:2',
      'reuse: keepalive 8 edge.conf:3',
      'reuse: proxy_http_version 1.1 edge.conf:9',
      'reuse: proxy_set_header Connection "" edge.conf:10',
      'join: listens on 80 edge.conf:6',
      'configuration: mount /etc/nginx/conf.d/default.conf compose.yaml:4',
    ]);
    expect(JSON.stringify(conditionsOf(await joined({ 'compose.yaml': compose, 'edge.conf': edge }), 'nginx'))).not.toContain('hunter2');
  });

  it('names the worker of gunicorn, and nothing that nobody wrote', async () => {
    const built = await joined({ 'compose.yaml': compose, 'edge.conf': edge });
    expect(told(built, 'gunicorn')).toEqual(['clocks: --worker-class gthread compose.yaml:7', 'clocks: --threads 4 compose.yaml:7', 'join: listens on 0.0.0.0:8000 compose.yaml:7']);
    const plain = await joined({ 'compose.yaml': 'services:\n  app:\n    image: shop/app:1\n    command: gunicorn shop.wsgi\n' });
    expect(told(plain, 'gunicorn')).toEqual([]);
  });

  it('keeps eight of a kind', async () => {
    const locations = Array.from({ length: 20 }, (_, index) => `location /p${index}/ { proxy_pass http://10.0.0.1:80; }`).join('\n');
    expect(conditionsOf(await joined({ 'nginx.conf': `http { server { listen 80; ${locations} } }` }), 'nginx').filter(({ name }) => name === 'proxy_pass')).toHaveLength(8);
  });
});

describe('an Ingress without a class', () => {
  const template = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec:\n  rules: [{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] } }]\n';
  const rest = 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: shop }, ports: [{ port: 80, targetPort: 8000 }] }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: app, image: "shop/app:1", command: [gunicorn, "-b", "0.0.0.0:8000", app] }] } } }\n';
  const chart = (values: string, ingress = template) => ({ 'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n', 'chart/values.yaml': values, 'chart/templates/ingress.yaml': ingress, 'chart/templates/app.yaml': rest });

  it('is assumed to be for ingress-nginx where the chart advises on its timeouts', async () => {
    const hop = hopInto(await joined(chart('# nginx.ingress.kubernetes.io/proxy-read-timeout: "600"\nannotations: {}\n')), 'gunicorn');
    expect(hop).toMatchObject({ downstream: { system: 'ingress-nginx' }, join: { evidence: 'assumed' } });
  });

  it.each([
    ['nothing is advised', chart('# kubernetes.io/ingress.class: nginx\nannotations: {}\n')],
    ['another controller is annotated', chart('# nginx.ingress.kubernetes.io/proxy-read-timeout: "600"\nannotations: {}\n', template.replace('{ name: shop }', '{ name: shop, annotations: { alb.ingress.kubernetes.io/scheme: internal } }'))],
  ])('is nobody\'s where %s', async (_, files) => {
    expect((await joined(files)).layers.map(({ system }) => system)).not.toContain('ingress-nginx');
  });
});

describe('unix sockets', () => {
  const pod = (name: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: "shop/app:1", command: [gunicorn, "-b", "unix:/run/app.sock", app] }, { name: edge, image: "nginx:1.28", volumeMounts: [{ name: c, mountPath: /etc/nginx/conf.d }] }], volumes: [{ name: c, configMap: { name: c } }] } } }\n`;
  const conf = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  default.conf: |\n    server { listen 80; location / { proxy_pass http://unix:///run/app.sock; } }\n';

  it('are those of the own pod, however many slashes they begin with', async () => {
    const built = await joined({ 'k8s.yaml': [conf, pod('one'), pod('two')].join('---\n') });
    const ends = built.hops.map(({ downstream, upstream }) => ['name' in downstream && downstream.name.replace(/.*\//, ''), 'name' in upstream && upstream.name.replace(/.*\//, '')]);
    expect(ends).toEqual([['one)', 'one)'], ['two)', 'two)']]);
  });
});
