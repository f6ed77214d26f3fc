import { describe, expect, it } from 'vitest';
import { hopInto, joined, shapes } from './joined.ts';

const deployment = (name: string, containers: string, labels = `app: ${name}`) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      containers:
${containers}
`;
const service = (name: string, ports: string, extra = '') => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [${ports}]
${extra}`;
const ingress = (name: string, className: string, host: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec:
  ingressClassName: ${className}
  rules:
    - host: ${host}
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] }
`;
const gunicorn = `        - { name: app, image: "shop:1", command: [gunicorn, shop.wsgi, -b, "0.0.0.0:8000"], ports: [{ name: http, containerPort: 8000 }] }`;

describe('Kubernetes', () => {
  it('follows an Ingress through a Service with a named target port', async () => {
    const built = await joined({ 'k8s.yaml': [ingress('shop', 'alb', 'shop.example.org'), service('shop', '{ port: 80, targetPort: http }'), deployment('shop', gunicorn)].join('---\n') });
    expect(shapes(built)).toEqual(['aws-alb > gunicorn']);
    expect(hopInto(built, 'gunicorn').join.evidence).toBe('resolved');
  });

  it('leaves an open end where the selector picks nothing', async () => {
    const built = await joined({ 'k8s.yaml': [ingress('shop', 'alb', 'shop.example.org'), service('shop', '{ port: 80, targetPort: 8000 }'), deployment('shop', gunicorn, 'app: other')].join('---\n') });
    expect(shapes(built)).toEqual(['aws-alb > ?', 'gunicorn']);
  });

  it('does not join a port on which nothing listens', async () => {
    const built = await joined({ 'k8s.yaml': [ingress('shop', 'alb', 'shop.example.org'), service('shop', '{ port: 80, targetPort: 9999 }'), deployment('shop', gunicorn)].join('---\n') });
    expect(shapes(built)).toEqual(['aws-alb > ?', 'gunicorn']);
  });

  it('joins a sidecar on 127.0.0.1 within the pod only', async () => {
    const pod = `${gunicorn.replace('0.0.0.0:8000', '127.0.0.1:8000')}
        - { name: nginx, image: "nginx:1.28", ports: [{ containerPort: 8080 }], volumeMounts: [{ name: conf, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf }] }
      volumes: [{ name: conf, configMap: { name: conf } }]`;
    const conf = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata:\n  nginx.conf: |\n    http { server { listen 8080; location / { proxy_pass http://127.0.0.1:8000; } } }\n';
    const other = deployment('other', gunicorn.replace('0.0.0.0:8000', '127.0.0.1:8000'));
    const built = await joined({ 'k8s.yaml': [conf, deployment('shop', pod), other].join('---\n') });
    expect(shapes(built)).toEqual(['gunicorn', 'nginx > gunicorn']);
    expect(hopInto(built, 'gunicorn').upstream).toMatchObject({ name: 'gunicorn (deployment/shop)' });
  });

  it('takes a LoadBalancer Service to the Ingresses of the controller that it exposes', async () => {
    const exposed = `apiVersion: v1
kind: Service
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
  annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb }
spec:
  type: LoadBalancer
  selector: { app.kubernetes.io/name: ingress-nginx }
  ports: [{ port: 443, targetPort: https }]
`;
    const client = 'import requests\n\nsession = requests.Session()\n\ndef call():\n    return session.get("https://shop.example.org/slow", timeout=900)\n';
    const built = await joined({ 'k8s.yaml': [exposed, ingress('shop', 'nginx', 'shop.example.org'), service('shop', '{ port: 80, targetPort: 8000 }'), deployment('shop', gunicorn)].join('---\n'), 'sdk/client.py': client });
    const hop = hopInto(built, 'ingress-nginx');
    expect(hop.middleboxes.map((middlebox) => middlebox.system)).toEqual(['aws-nlb']);
    expect('what' in hop.downstream ? '' : hop.downstream.system).toBe('python-requests');
  });
});

describe('compose', () => {
  const compose = 'services:\n  web:\n    image: nginx:1.28\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]\n    ports: ["80:80"]\n  app:\n    image: shop:1\n    command: gunicorn shop.wsgi -b 0.0.0.0:8000\n';
  const conf = 'http { server { listen 80; location / { proxy_pass http://app:8000; } } }';

  it('joins by service name', async () => {
    const built = await joined({ 'compose.yaml': compose, 'nginx.conf': conf });
    expect(shapes(built)).toEqual(['nginx > gunicorn']);
  });

  it('never joins projects in sample folders with the rest', async () => {
    const built = await joined({ 'compose.yaml': compose, 'nginx.conf': conf, 'examples/small/compose.yaml': compose, 'examples/small/nginx.conf': conf });
    expect(shapes(built)).toEqual(['nginx > gunicorn', 'nginx > gunicorn']);
    expect(new Set(built.chains.map((chain) => chain.layers.map((layer) => layer.project.folder).join()))).toEqual(new Set([',', 'examples/small,examples/small']));
  });

  it('shows an override as a variant and what it leaves alone once', async () => {
    const override = 'services:\n  app:\n    command: gunicorn shop.wsgi -b 0.0.0.0:8000 --timeout 120\n';
    const built = await joined({ 'compose.yaml': compose, 'nginx.conf': conf, 'compose.slow.yaml': override });
    expect(shapes(built)).toEqual(['nginx > gunicorn', 'nginx > gunicorn [compose.slow.yaml]']);
  });

  it('takes the base URL of a client out of the environment of the process that runs it', async () => {
    const files = {
      'compose.yaml': 'services:\n  jobs:\n    build: ./jobs\n    command: python worker.py\n    environment: { SHOP_URL: "http://app:8000" }\n  app:\n    image: shop:1\n    command: gunicorn shop.wsgi -b 0.0.0.0:8000 -k gthread\n',
      'jobs/Dockerfile': 'FROM python:3.13\nCOPY . .\n',
      'jobs/worker.py': 'import os\nimport requests\n\nsession = requests.Session()\n\ndef run():\n    session.get(os.environ["SHOP_URL"] + "/jobs", timeout=5)\n',
    };
    expect(shapes(await joined(files))).toEqual(['python-requests > gunicorn']);
  });
});

describe('stray files', () => {
  const proxy = 'http { upstream app { server unix:/run/app.sock; } server { listen 80; location / { proxy_pass http://app; } } }';
  const app = 'bind = "unix:/run/app.sock"\nworkers = 2\ntimeout = 60\n';

  it('join on the same socket', async () => {
    expect(shapes(await joined({ 'nginx.conf': proxy, 'gunicorn.conf.py': app }))).toEqual(['nginx > gunicorn']);
  });

  it('do not where the project starts another server', async () => {
    const dockerfile = 'FROM python:3.13\nCOPY . .\nEXPOSE 8000\nCMD ["granian", "shop:app"]\n';
    expect(shapes(await joined({ 'nginx.conf': proxy, 'gunicorn.conf.py': app, Dockerfile: dockerfile, 'compose.yaml': 'services: { web: { build: ., ports: ["8000:8000"] } }' }))).not.toContain('nginx > gunicorn');
  });
});

describe('bounds', () => {
  it('keeps 64 chains of an entry and counts the rest', async () => {
    const locations = Array.from({ length: 80 }, (_, index) => `location /p${index}/ { proxy_pass http://10.0.0.1:80; proxy_read_timeout ${index + 1}s; }`).join('\n');
    const built = await joined({ 'nginx.conf': `http { server { listen 80; ${locations} } }` });
    expect(built.chains).toHaveLength(64);
    expect(built.omitted).toBe(16);
  });

  it('ends on a proxy that names itself', async () => {
    const built = await joined({ 'nginx.conf': 'http { server { listen 80; location / { proxy_pass http://127.0.0.1:80; } } }' });
    expect(shapes(built)).toEqual(['nginx > ?']);
  });

  it('ends on proxies that name each other', async () => {
    const loop = (own: number, next: number) => `http { server { listen ${own}; location / { proxy_pass http://127.0.0.1:${next}; } } }`;
    const built = await joined({ 'a.conf': loop(8001, 8002), 'b.conf': loop(8002, 8001) });
    expect(built.chains.every((chain) => chain.layers.length <= 2)).toBe(true);
  });
});

describe('declared chains', () => {
  it('stand in front of a workload of the repository', async () => {
    const config = 'chains:\n  - via:\n      - client: curl\n      - middlebox: aws-nlb\n        settings: { idle: 350s }\n      - system: aws-alb\n        settings: { idle_timeout.timeout_seconds: 120s }\n      - layer: deployment/shop\n';
    const built = await joined({ 'hoplint.yaml': config, 'k8s.yaml': deployment('shop', gunicorn) });
    expect(shapes(built)).toEqual(['curl > aws-alb > gunicorn']);
    expect(hopInto(built, 'aws-alb').middleboxes[0]?.settings.find((setting) => setting.timer === 'flow.idle')).toMatchObject({ value: { amount: 350_000 }, provenance: { kind: 'declared' } });
    expect(hopInto(built, 'aws-alb').middleboxes[0]?.expiry).toBe('late-rst');
    expect(hopInto(built, 'aws-alb').join.evidence).toBe('declared');
  });
});
