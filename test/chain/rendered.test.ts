import { describe, expect, it } from 'vitest';
import { hopInto, joined, shapes } from './joined.ts';

describe('what an image renders at start', () => {
  const main = 'events {}\nhttp { include /etc/nginx/conf.d/*.conf; }\n';
  const site = 'server { listen 80; location / { proxy_pass http://127.0.0.1:8000; } }\n';
  const files = { 'compose.yaml': 'services:\n  web:\n    build: .\n', Dockerfile: 'FROM debian:12\nCOPY root /\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n', 'start.sh': '#!/bin/sh\nrender /templates /\ngunicorn -b 127.0.0.1:8000 app &\nexec nginx -g "daemon off;"\n' };

  it('is a tree of templates for nginx', async () => {
    const built = await joined({ ...files, 'root/templates/etc/nginx/nginx.conf': main, 'root/templates/etc/nginx/conf.d/site.conf': site });
    expect(shapes(built)).toEqual(['nginx > gunicorn']);
  });

  it('is not known from two trees', async () => {
    const built = await joined({ ...files, 'root/a/etc/nginx/nginx.conf': main, 'root/a/etc/nginx/conf.d/site.conf': site, 'root/b/etc/nginx/nginx.conf': main, 'root/b/etc/nginx/conf.d/site.conf': site });
    expect(shapes(built)).not.toContain('nginx > gunicorn');
  });
});

describe('a configuration that a command names by a relative path', () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, image: "reg.example/shop:1", args: [gunicorn, -c, conf/gunicorn.py, app] }] } } }\n';
  const idle = async (files: Readonly<Record<string, string>>) => (await joined({ 'k8s.yaml': deployment, ...files })).layers.find(({ name }) => name.includes('deployment/'))?.settings.find(({ timer }) => timer === 'worker.deadline' || timer === 'worker.silence')?.value;

  it('is the one file that it can mean', async () => {
    expect(await idle({ 'app/conf/gunicorn.py': 'timeout = 90\n' })).toMatchObject({ amount: 90_000 });
    expect(await idle({ 'app/conf/gunicorn.py': 'timeout = 90\n', 'old/conf/gunicorn.py': 'timeout = 30\n' })).toMatchObject({ kind: 'unknown' });
  });
});

describe('the place of a Traefik server', () => {
  it('is its URL, not the rule of the router', async () => {
    const dynamic = 'http:\n  routers:\n    web: { rule: "PathPrefix(`/`)", service: web }\n  services:\n    web:\n      loadBalancer:\n        servers:\n          - url: http://app:8000\n';
    const built = await joined({
      'compose.yaml': 'services:\n  edge:\n    image: traefik:v3.1\n    command: ["--entrypoints.web.address=:80", "--providers.file.filename=/dynamic.yml"]\n    volumes: ["./dynamic.yml:/dynamic.yml"]\n  app:\n    image: shop/app:1\n    command: gunicorn -b 0.0.0.0:8000 app\n',
      'dynamic.yml': dynamic,
    });
    expect(hopInto(built, 'gunicorn').place).toMatchObject({ file: 'dynamic.yml', line: 8 });
  });
});
