import { expect, test } from 'vitest';
import { arriving, behind, inCluster, met } from './tracing.ts';

/** nginx in front of nginx, whose locations have different limits. */
const files = (location: string, outer = '', innerServers?: string) => behind({
  service: 'image: nginx:1.26\n    volumes: ["./edge.conf:/etc/nginx/nginx.conf:ro"]',
  files: { 'edge.conf': `events {}\nhttp {\n  server { listen 80; ${location} { proxy_read_timeout 300s; ${outer} } }\n}\n` },
  ...(innerServers === undefined ? {} : { innerServers }),
});

test('a path in proxy_pass takes the place of the location', async () => {
  expect(await met(files('location /api/', 'proxy_pass http://inner/;'), { path: '/api/users/1' })).toEqual(['7000 same /users/1 /users/1']);
  expect(await met(files('location /api/', 'proxy_pass http://inner;'), { path: '/api/users/1' })).toEqual(['8000 same same same']);
  expect(await met(files('location /v2/', 'proxy_pass http://inner/api/;'), { path: '/v2/users/1' })).toEqual(['8000 same /api/users/1 /api/users/1']);
});

test('an exact location has one path inside', async () => {
  expect(await met(files('location = /me', 'proxy_pass http://inner/users/me;'), { path: '/me' })).toEqual(['7000 same /users/me /users/me']);
});

test('a rewrite that cuts off a beginning is followed', async () => {
  expect(await met(files('location /api/', 'rewrite ^/api/(.*)$ /$1 break; proxy_pass http://inner;'), { path: '/api/users/1' })).toEqual(['7000 same /users/1 /users/1']);
});

test('of a rewrite that takes the path apart nobody knows the result', async () => {
  const ways = await met(files('location /api/', 'rewrite ^/api/(\\w+)/(.*)$ /$2/$1 break; proxy_pass http://inner;'), { path: '/api/users/1' });
  expect(ways.toSorted()).toEqual(['8000 same null null', '9000 same null null']);
});

test('variables that stand for the whole path change nothing', async () => {
  expect(await met(files('location /api/', 'proxy_pass http://inner$request_uri;'), { path: '/api/users/1' })).toEqual(['8000 same same same']);
});

test('a host that nobody is named for goes to the default server', async () => {
  const servers = (first: string, second: string) => `server { listen 80${first}; server_name a.example; location / { proxy_pass http://app:8000; proxy_read_timeout 7s; } } server { listen 80${second}; server_name b.example; location / { proxy_pass http://app:8000; proxy_read_timeout 8s; } }`;
  const asked = (host: string, first: string, second: string) => met({ ...files('location /', 'proxy_pass http://inner; proxy_set_header Host $host;', servers(first, second)) }, { path: '/', host });
  expect(await asked('b.example', '', '')).toEqual(['8000 same same same']);
  expect(await asked('c.example', '', '')).toEqual(['7000 same same same']);
  expect(await asked('c.example', '', ' default_server')).toEqual(['8000 same same same']);
});

const ingress = (path: string, target: string) => inCluster(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: ${target}
spec:
  ingressClassName: nginx
  rules:
    - host: a.example
      http:
        paths:
          - { path: "${path}", pathType: ImplementationSpecific, backend: { service: { name: inner, port: { number: 80 } } } }
`);

test('rewrite-target takes the place of the path, or of its beginning', async () => {
  const seen = (path: string, target: string) => arriving(ingress(path, target), { path: '/api/users/1', host: 'a.example' });
  expect(await seen('/api', '/')).toEqual(['/']);
  expect(await seen('/api(/|$)(.*)', '/$2')).toEqual(['/users/1']);
  expect(await seen('/api/?(.*)', '/v1/$1')).toEqual(['/v1/users/1']);
  expect(await seen('/api/(\\\\w+)/(.*)', '/$2/$1')).toEqual([null]);
});
