import { describe, expect, test } from 'vitest';
import { arriving, behind, inCluster, met } from './tracing.ts';

const users = { path: '/api/users/1' };

describe('Traefik', () => {
  const labelled = (middlewares: string, ...labels: readonly string[]) => behind({
    service: 'image: traefik:v3.1\n    command: --providers.docker=true --entryPoints.web.address=:80',
    inner: `labels:\n${['traefik.http.routers.inner.rule=PathPrefix(`/api`)', `traefik.http.routers.inner.middlewares=${middlewares}`, 'traefik.http.services.inner.loadbalancer.server.port=80', ...labels].map((label) => `      - "${label}"\n`).join('')}`,
  });
  const strip = 'traefik.http.middlewares.strip.stripprefix.prefixes=/api';

  test('stripPrefix cuts off a beginning', async () => {
    expect(await met(labelled('auth'), users)).toEqual(['8000 same same same']);
    expect(await met(labelled('auth,strip@docker', strip), users)).toEqual(['7000 same /users/1 /users/1']);
    expect(await met(labelled('strip', strip.replace('/api', '/v1,/api')), users)).toEqual(['7000 same /users/1 /users/1']);
  });

  test('middlewares follow each other, also inside a chain', async () => {
    const add = 'traefik.http.middlewares.add.addprefix.prefix=/api';
    expect(await met(labelled('strip,add', strip, add), users)).toEqual(['8000 same same same']);
    expect(await met(labelled('all', strip, add, 'traefik.http.middlewares.all.chain.middlewares=strip'), users)).toEqual(['7000 same /users/1 /users/1']);
  });

  test('replacePath takes the place of all, replacePathRegex of what is plain', async () => {
    expect(await met(labelled('one', 'traefik.http.middlewares.one.replacepath.path=/users/all'), users)).toEqual(['7000 same /users/all /users/all']);
    const regex = (pattern: string, replacement: string) => labelled('one', `traefik.http.middlewares.one.replacepathregex.regex=${pattern}`, `traefik.http.middlewares.one.replacepathregex.replacement=${replacement}`);
    expect(await met(regex('^/api/(.*)', '/$$1'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect((await met(regex('^/api/([^/]*)/(.*)', '/$$2/$$1'), users)).toSorted()).toEqual(['8000 same null null', '9000 same null null']);
  });

  test('of a middleware that is named for it and not there nobody knows', async () => {
    expect((await met(labelled('strip-api@file'), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });

  test.each([
    ['YAML', 'dynamic.yml', 'http:\n  routers:\n    a: { rule: "PathPrefix(`/api`)", service: a, middlewares: [cut] }\n  middlewares:\n    cut: { stripPrefix: { prefixes: ["/api"] } }\n  services:\n    a: { loadBalancer: { servers: [{ url: "http://inner" }] } }\n'],
    ['TOML', 'dynamic.toml', '[http.routers.a]\n  rule = "PathPrefix(`/api`)"\n  service = "a"\n  middlewares = ["cut"]\n[http.middlewares.cut.stripPrefix]\n  prefixes = ["/api"]\n[[http.services.a.loadBalancer.servers]]\n  url = "http://inner"\n'],
  ])('a file in %s', async (_, name, text) => {
    const service = `image: traefik:v3.1\n    command: --providers.file.filename=/etc/${name} --entryPoints.web.address=:80\n    volumes: ["./${name}:/etc/${name}:ro"]`;
    expect(await met(behind({ service, files: { [name]: text } }), users)).toEqual(['7000 same /users/1 /users/1']);
  });

  const middleware = 'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: cut }\nspec: { stripPrefix: { prefixes: [/api] } }\n---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: all }\nspec: { chain: { middlewares: [{ name: cut }] } }\n---\n';

  test.each(['cut', 'all'])('middlewares of an IngressRoute: %s', async (name) => {
    const route = `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: web }\nspec:\n  routes:\n    - match: PathPrefix(\`/api\`)\n      middlewares: [{ name: ${name} }]\n      services: [{ name: inner, port: 80 }]\n`;
    expect(await arriving(inCluster(`${middleware}${route}`), users)).toEqual(['/users/1']);
  });

  test('middlewares of an Ingress', async () => {
    const ingress = (names: string) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: { traefik.ingress.kubernetes.io/router.middlewares: "${names}" } }\nspec:\n  ingressClassName: traefik\n  rules:\n    - http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: inner, port: { number: 80 } } } }] }\n`;
    expect(await arriving(inCluster(`${middleware}${ingress('default-cut@kubernetescrd')}`), users)).toEqual(['/users/1']);
    expect(await arriving(inCluster(`${middleware}${ingress('default-other@kubernetescrd')}`), users)).toEqual([undefined]);
  });
});
