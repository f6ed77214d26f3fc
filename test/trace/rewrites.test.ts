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

describe('Envoy', () => {
  const routed = (match: string, action: string) => behind({
    service: 'image: envoyproxy/envoy:v1.31.0\n    volumes: ["./envoy.yaml:/etc/envoy/envoy.yaml:ro"]',
    files: { 'envoy.yaml': `static_resources:
  listeners:
    - name: web
      address: { socket_address: { address: 0.0.0.0, port_value: 80 } }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                route_config: { virtual_hosts: [{ name: all, domains: ["*"], routes: [{ match: { ${match} }, route: { cluster: inner, timeout: 0s, ${action} } }] }] }
  clusters:
    - { name: inner, type: STRICT_DNS, load_assignment: { cluster_name: inner, endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: inner, port_value: 80 } } } }] }] } }
` },
  });

  test('prefix_rewrite takes the place of what matched', async () => {
    expect(await met(routed('prefix: /api/', 'prefix_rewrite: /'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect(await met(routed('prefix: /api', 'prefix_rewrite: /'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect(await met(routed('prefix: /', 'prefix_rewrite: /api/'), { path: '/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect(await met(routed('path: /api/users/1', 'prefix_rewrite: /users/me'), users)).toEqual(['7000 same /users/me /users/me']);
  });

  test('regex_rewrite is followed where it is plain', async () => {
    const regex = (pattern: string, substitution: string) => routed('prefix: /api/', `regex_rewrite: { pattern: { regex: '${pattern}' }, substitution: '${substitution}' }`);
    expect(await met(regex('^/api/(.*)$', '/\\1'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect((await met(regex('^/(\\w+)/(\\w+)', '/\\2'), users)).toSorted()).toEqual(['8000 same null null', '9000 same null null']);
  });
});

test.each([
  ['replacePrefixMatch: /', '/api', '/users/1'], ['replacePrefixMatch: /v2/', '/api/', '/v2/users/1'], ['replacePrefixMatch: /v2', '/', '/v2/api/users/1'], ['replaceFullPath: /all', '/api', '/all'],
])('Gateway API: %s below %s', async (change, path, seen) => {
  const type = change.startsWith('replaceFull') ? 'ReplaceFullPath' : 'ReplacePrefixMatch';
  const route = (className: string) => `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: web }\nspec: { gatewayClassName: ${className}, listeners: [{ name: http, port: 80, protocol: HTTP }] }\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web }\nspec:\n  parentRefs: [{ name: web }]\n  rules:\n    - matches: [{ path: { type: PathPrefix, value: ${path} } }]\n      filters: [{ type: URLRewrite, urlRewrite: { path: { type: ${type}, ${change} } } }]\n      backendRefs: [{ name: inner, port: 80 }]\n`;
  expect(await arriving(inCluster(route('istio')), users)).toEqual([seen]);
  expect(await arriving(inCluster(route('gke-l7-global-external-managed')), users)).toEqual([seen]);
});

test.each([
  ['prefix: /api/', 'uri: /', '/users/1'], ['prefix: /api', 'uri: /v2', '/v2/users/1'], ['exact: /api/users/1', 'uri: /me', '/me'], ['regex: /api/.*', 'uri: /all', '/all'],
  ['prefix: /api', "uriRegexRewrite: { match: '^/api/(.*)', rewrite: '/\\1' }", '/users/1'],
])('Istio: %s with %s', async (match, rewrite, seen) => {
  const service = `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec:\n  hosts: ["*"]\n  gateways: [web]\n  http:\n    - match: [{ uri: { ${match} } }]\n      rewrite: { ${rewrite} }\n      route: [{ destination: { host: inner, port: { number: 80 } } }]\n`;
  expect(await arriving(inCluster(service), users)).toEqual([seen]);
});

test.each([
  ['/api', '[{ replacement: / }]', '/users/1'], ['/api', '[{ prefix: /other, replacement: / }, { prefix: /api, replacement: /v2/ }]', '/v2/users/1'], ['/', '[{ replacement: /v2/ }]', '/v2/api/users/1'], ['/api', '[{ prefix: /other, replacement: / }]', undefined],
])('Contour: %s with %s', async (prefix, replacements, seen) => {
  const proxy = `apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nmetadata: { name: web }\nspec:\n  virtualhost: { fqdn: a.example }\n  routes:\n    - conditions: [{ prefix: ${prefix} }]\n      pathRewritePolicy: { replacePrefix: ${replacements} }\n      services: [{ name: inner, port: 80 }]\n`;
  expect(await arriving(inCluster(proxy), { ...users, host: 'a.example' })).toEqual([seen]);
});

describe('Kong', () => {
  const declared = (service: string, route: string) => behind({
    service: 'image: kong:3.7\n    environment: { KONG_DATABASE: "off", KONG_DECLARATIVE_CONFIG: /kong/kong.yml }\n    volumes: ["./kong.yml:/kong/kong.yml:ro"]',
    files: { 'kong.yml': `_format_version: "3.0"\nservices:\n  - name: inner\n    ${service}\n    read_timeout: 300000\n    routes:\n      - { name: all, ${route} }\n` },
  });

  test('routes leave out what matched unless they say otherwise, behind the path of the service', async () => {
    expect(await met(declared('url: http://inner:80', 'paths: [/api]'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect(await met(declared('url: http://inner:80', 'paths: [/api], strip_path: false'), users)).toEqual(['8000 same same same']);
    expect(await met(declared('url: http://inner:80/api/', 'paths: [/v2/]'), { path: '/v2/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect(await met(declared('url: http://inner:80/api', 'hosts: [a.example]'), { path: '/users/1', host: 'a.example' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect((await met(declared('url: http://inner:80', 'paths: ["~/api/.*"]'), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });

  test('the controller keeps the path unless an annotation says otherwise', async () => {
    const ingress = (annotations: string) => inCluster(`apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: { konghq.com/protocols: http${annotations} } }\nspec:\n  rules:\n    - http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: inner, port: { number: 80 } } } }] }\n`);
    expect(await arriving(ingress(''), users)).toEqual([undefined]);
    expect(await arriving(ingress(', konghq.com/strip-path: "true"'), users)).toEqual(['/users/1']);
    expect(await arriving(ingress(', konghq.com/rewrite: /v2/$1'), users)).toEqual([null]);
  });
});

describe('Caddy', () => {
  const site = (...lines: readonly string[]) => behind({ service: 'image: caddy:2.8\n    volumes: ["./Caddyfile:/etc/caddy/Caddyfile:ro"]', files: { Caddyfile: `:80 {\n${lines.join('\n')}\n}\n` } });

  test.each([
    ['handle_path /api/* {\nreverse_proxy inner:80\n}'],
    ['handle_path /api* {\nreverse_proxy /users/* inner:80\n}'],
    ['uri strip_prefix /api\nreverse_proxy inner:80'],
    ['reverse_proxy inner:80\nuri /api/* strip_prefix /api'],
    ['@api path /api/*\nhandle @api {\nuri @api replace /api/ /\nreverse_proxy inner:80\n}'],
    ['route /api/* {\nuri strip_prefix /api\nreverse_proxy inner:80\n}'],
    ['rewrite /api/* /users/1\nreverse_proxy inner:80'],
    ['reverse_proxy inner:80 {\nrewrite /users/1\n}'],
    ['uri path_regexp ^/api/(.*) /$1\nreverse_proxy inner:80'],
  ])('%s cuts off a beginning', async (lines) => {
    expect(await met(site(lines), users)).toEqual(['7000 same /users/1 /users/1']);
  });

  test('rewrites come before what hands on, but for their order inside route', async () => {
    expect(await met(site('route {\nreverse_proxy inner:80\nuri strip_prefix /api\n}'), users)).toEqual(['8000 same same same']);
    expect(await met(site('uri /other/* strip_prefix /api', 'reverse_proxy inner:80'), users)).toEqual(['8000 same same same']);
    expect(await met(site('rewrite * /api{uri}', 'reverse_proxy inner:80'), { path: '/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect(await met(site('rewrite ?a=b', 'reverse_proxy inner:80'), users)).toEqual(['8000 same same same']);
  });

  test.each(['uri replace users people', 'rewrite * /{re.name.1}', 'uri strip_suffix 1', '@slow {\npath /api/*\nheader X-Slow 1\n}\nuri @slow strip_prefix /api'])('of %s nobody knows', async (line) => {
    expect((await met(site(line, 'reverse_proxy inner:80'), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });

  test('its own JSON', async () => {
    const handle = (handlers: unknown) => JSON.stringify({ apps: { http: { servers: { web: { listen: [':80'], routes: [{ match: [{ path: ['/api/*'] }], handle: [{ handler: 'subroute', routes: handlers }] }] } } } } });
    const proxy = { handler: 'reverse_proxy', upstreams: [{ dial: 'inner:80' }] };
    const strip = { handler: 'rewrite', strip_path_prefix: '/api' };
    const run = (handlers: unknown) => met(behind({ service: 'image: caddy:2.8\n    command: caddy run --config /etc/caddy.json\n    volumes: ["./caddy.json:/etc/caddy.json:ro"]', files: { 'caddy.json': handle(handlers) } }), users);
    expect(await run([{ handle: [strip] }, { handle: [proxy] }])).toEqual(['7000 same /users/1 /users/1']);
    expect(await run([{ handle: [strip, proxy] }])).toEqual(['7000 same /users/1 /users/1']);
    expect(await run([{ handle: [proxy] }, { handle: [strip] }])).toEqual(['8000 same same same']);
  });
});

describe('Apache', () => {
  const site = (...lines: readonly string[]) => behind({ service: 'image: httpd:2.4\n    volumes: ["./httpd.conf:/usr/local/apache2/conf/httpd.conf:ro"]', files: { 'httpd.conf': `Listen 80\nTimeout 300\n${lines.join('\n')}\n` } });

  test.each([
    ['ProxyPass /api http://inner'], ['ProxyPass /api/ http://inner/'], ['ProxyPass /api http://inner/'], ['<Location /api>\nProxyPass http://inner\n</Location>'],
    ['ProxyPassMatch ^/api/(.*)$ http://inner/$1'], ['<LocationMatch ^/api/(.*)$>\nProxyPassMatch http://inner/$1\n</LocationMatch>'],
    ['RewriteEngine On\nRewriteRule ^/api/(.*)$ http://inner/$1 [P,L]'], ['RewriteEngine On\nRewriteRule ^/api/.* http://inner/users/1 [P]'],
    ['<Proxy balancer://pool>\nBalancerMember http://inner\n</Proxy>\nProxyPass /api balancer://pool'],
  ])('%s cuts off a beginning', async (lines) => {
    expect(await met(site(lines), users)).toEqual([expect.stringMatching(/^7000 same \/users\/1/)]);
  });

  test.each([
    ['ProxyPass / http://inner/'], ['ProxyPass /api http://inner/api'], ['ProxyPassMatch ^/api/.* http://inner'], ['RewriteEngine On\nRewriteRule ^/?(.*) http://inner/$1 [P]'], ['RewriteEngine On\nRewriteRule .* http://inner%{REQUEST_URI} [P]'],
  ])('%s keeps the path', async (lines) => {
    expect(await met(site(lines), users)).toEqual(['8000 same same same']);
  });

  test('the path of the address comes first', async () => {
    expect(await met(site('ProxyPassMatch ^/users/.* http://inner/api'), { path: '/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect(await met(site('<Proxy balancer://pool>\nBalancerMember http://inner/api\n</Proxy>\nProxyPass / balancer://pool/'), { path: '/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
  });

  test.each([
    ['RewriteEngine On\nRewriteRule ^/(\\w+)/(.*)$ http://inner/$2/$1 [P]'], ['<LocationMatch ^/api/\\w+>\nProxyPass http://inner\n</LocationMatch>'],
    ['RewriteEngine On\nRewriteRule ^/api/(.*) /$1 [PT]\nProxyPass / http://inner/'],
  ])('of %s nobody knows', async (lines) => {
    expect((await met(site(lines), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });
});

describe('HAProxy', () => {
  const config = (front: string, back = '') => behind({
    service: 'image: haproxy:3.0\n    volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"]',
    files: { 'haproxy.cfg': `defaults\n  mode http\n  timeout connect 5s\n  timeout client 300s\n  timeout server 300s\nfrontend web\n  bind :80\n${front}\nbackend api\n${back}\n  server inner inner:80\n` },
  });
  const api = '  use_backend api if { path_beg /api/ }';

  test.each([
    ['http-request replace-path /api/(.*) /\\1'], ['http-request replace-path ^/api(/)?(.*) /\\2'], ['http-request replace-path /api/(.*) /\\1 if { path_beg /api/ }'],
    ['http-request set-path %[path,regsub(^/api/,/)]'], ['http-request set-path %[path,regsub(^/api,)]'], ['http-request set-path /users/1'],
    ['reqrep ^([^\\ :]*)\\ /api/(.*) \\1\\ /\\2'], ['acl is_api path_beg /api/\n  http-request set-path %[path,regsub(^/api/,/)] if is_api'],
  ])('%s cuts off a beginning', async (line) => {
    expect(await met(config(api, `  ${line}`), users)).toEqual(['7000 same /users/1 /users/1']);
  });

  test('a frontend without paths rewrites for all its backends', async () => {
    expect(await met(config('  http-request replace-path ^/api/(.*) /\\1\n  default_backend api'), users)).toEqual(['7000 same /users/1 /users/1']);
    expect(await met(config('  default_backend api', '  http-request set-path /api%[path]'), { path: '/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
    expect(await met(config('  default_backend api', '  http-request set-path /x if { path_beg /other/ }'), users)).toEqual(['8000 same same same']);
  });

  test.each([
    ['http-request replace-path /(\\w+)/(.*) /\\2/\\1'], ['http-request set-path %[path,regsub(api,)]'], ['http-request set-path %[var(txn.path)]'], ['http-request set-uri /users%[query]'],
    ['http-request replace-path /api/(.*) /\\1 if { src 10.0.0.0/8 }'], ['http-request replace-path /api/(.*) /\\1 if { path_beg /api/ } { method POST }'], ['http-request replace-path /api/(.*) /\\1 unless { path_beg /api/x }'],
  ])('of %s nobody knows', async (line) => {
    expect((await met(config(api, `  ${line}`), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });

  test('nobody knows what a choice by path makes of a path that the frontend changed', async () => {
    expect((await met(config(`  http-request replace-path ^/v1(/.*) \\1\n${api}`), users)).every((way) => way.endsWith('same null null'))).toBe(true);
  });
});

test.each([
  ['/api/', 'nginx.org/rewrites: "serviceName=other rewrite=/x/;serviceName=inner rewrite=/v2/"', '/v2/users/1'], ['/api', 'nginx.org/rewrites: "serviceName=inner rewrite=/"', '/users/1'],
  ['/api', 'nginx.org/rewrites: "serviceName=other rewrite=/"', undefined], ['/api', 'nginx.org/rewrite-target: /', null],
])("F5's controller: %s with %s", async (path, annotation, seen) => {
  const ingress = `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: nginx.org/ingress-controller }\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    ${annotation}\nspec:\n  ingressClassName: nginx\n  rules:\n    - http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: inner, port: { number: 80 } } } }] }\n`;
  expect(await arriving(inCluster(ingress), users)).toEqual([seen]);
});

test.each([['proxy: { upstream: up, rewritePath: / }', '/users/1'], ['proxy: { upstream: up }', undefined], ['pass: up', undefined]])("F5's VirtualServer: %s", async (action, seen) => {
  const server = `apiVersion: k8s.nginx.org/v1\nkind: VirtualServer\nmetadata: { name: web }\nspec:\n  host: a.example\n  upstreams: [{ name: up, service: inner, port: 80 }]\n  routes: [{ path: /api/, action: { ${action} } }]\n`;
  expect(await arriving(inCluster(server), { ...users, host: 'a.example' })).toEqual([seen]);
});

test.each([['/', '/users/1'], ['/v2', '/v2/users/1']])("OpenShift's rewrite-target %s", async (target, seen) => {
  const route = `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: web, annotations: { haproxy.router.openshift.io/rewrite-target: ${target} } }\nspec: { host: a.example, path: /api, to: { kind: Service, name: inner }, port: { targetPort: 80 } }\n`;
  expect(await arriving(inCluster(route), { ...users, host: 'a.example' })).toEqual([seen]);
});

test('of the annotations of controllers built on HAProxy nobody knows', async () => {
  const ingress = (annotation: string) => inCluster(`apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, annotations: { ${annotation} } }\nspec:\n  ingressClassName: haproxy\n  rules:\n    - http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: inner, port: { number: 80 } } } }] }\n`);
  expect(await arriving(ingress('haproxy.org/path-rewrite: /'), users)).toEqual([null]);
  expect(await arriving(ingress('haproxy.org/timeout-server: 5s'), users)).toEqual([undefined]);
});
