import { describe, expect, it } from 'vitest';
import { type Files, resultOf, timersAtFault } from './files.ts';

/** A proxy before an application, with a configuration file of the proxy and a command of the application. */
interface Pair {
  readonly name: string;
  readonly proxy: { readonly image: string; readonly path: string; readonly text: string };
  readonly command: readonly string[];
  readonly port: number;
  readonly app: Files;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly grace: number;
  readonly found: readonly string[];
}

const python = { 'app/Dockerfile': 'FROM python:3.12\nWORKDIR /srv\nCOPY . .\n', 'app/requirements.txt': 'gunicorn==22.0.0\n' };
const pool = (port: number): string => `upstream app { server app:${port}; keepalive 16; }\nserver { listen 80; location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; } }\n`;
const nginx = (text: string): Pair['proxy'] => ({ image: 'nginx:1.26', path: '/etc/nginx/conf.d/default.conf', text });

const pairs: readonly Pair[] = [
  { name: 'nginx gives up before gunicorn', proxy: nginx('server { listen 80; location / { proxy_pass http://app:8000; } }\n'), command: ['gunicorn', '--bind', ':8000', '--timeout', '120', 'app:app'], port: 8000, app: python, grace: 60, found: ['deadline-inverted nginx upstream.read'] },
  { name: 'gunicorn closes before the pool of nginx', proxy: nginx(pool(8000)), command: ['gunicorn', '--bind', ':8000', '--threads', '4', 'app:app'], port: 8000, app: python, grace: 60, found: ['idle-timeout-inverted gunicorn downstream.idle'] },
  {
    name: 'HAProxy gives up before uWSGI', port: 8000, app: python, grace: 60, command: ['uwsgi', '--http-socket', ':8000', '--master', '--harakiri', '90', '--wsgi-file', 'app.py'], found: ['deadline-inverted haproxy upstream.read'],
    proxy: { image: 'haproxy:2.9', path: '/usr/local/etc/haproxy/haproxy.cfg', text: 'defaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n  option httpclose\nfrontend f\n  bind :80\n  default_backend b\nbackend b\n  server app app:8000\n' },
  },
  { name: 'a worker that takes too long to stop', proxy: nginx('server { listen 80; location / { proxy_pass http://app:8000; } }\n'), command: ['gunicorn', '--bind', ':8000', '--graceful-timeout', '90', 'app:app'], port: 8000, app: python, grace: 45, found: ['stop-order gunicorn stop.grace'] },
  { name: 'nothing at fault', proxy: nginx('server { listen 80; location / { proxy_pass http://app:8000; } }\n'), command: ['gunicorn', '--bind', ':8000', 'app:app'], port: 8000, app: python, grace: 60, found: [] },
];

const file = ({ path }: Pair['proxy']): string => path.split('/').at(-1) ?? '';

const asCompose = ({ proxy, command, app, grace }: Pair): Files => ({
  ...app,
  'compose.yaml': `services:
  edge: { image: "${proxy.image}", ports: ["80:80"], volumes: ["./${file(proxy)}:${proxy.path}:ro"] }
  app: { build: ./app, command: ${JSON.stringify(command)}, stop_grace_period: ${grace}s }
`,
  [file(proxy)]: proxy.text,
});

const asKubernetes = ({ proxy, command, port, app, grace }: Pair): Files => ({
  ...app,
  'k8s/edge.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'edge' }, data: { [file(proxy)]: proxy.text } }),
  'k8s/all.yaml': [
    deployment('edge', proxy.image, 80, { volumeMounts: [{ name: 'conf', mountPath: proxy.path.replace(/\/[^/]+$/, '') }] }, { volumes: [{ name: 'conf', configMap: { name: 'edge' } }] }),
    service('app', port),
    deployment('app', 'registry.example/app:1', port, { command }, { terminationGracePeriodSeconds: grace }),
  ].map((object) => JSON.stringify(object, null, 2)).join('\n---\n'),
});

const service = (name: string, port: number): object => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { run: name }, ports: [{ port }] } });

const deployment = (name: string, image: string, containerPort: number, container: object, pod: object): object => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name },
  spec: { selector: { matchLabels: { run: name } }, template: { metadata: { labels: { run: name } }, spec: { containers: [{ name, image, ports: [{ containerPort }], ...container }], ...pod } } },
});

/** The same programs on one machine, where names of services are addresses of loopback. */
const asUnits = ({ proxy, command, port, app, grace }: Pair): Files => ({
  ...app,
  [`etc/${proxy.image.split(':')[0]}/${file(proxy)}`]: proxy.text.replaceAll(`app:${port}`, `127.0.0.1:${port}`),
  'deploy/app.service': `[Service]\nWorkingDirectory=/srv\nExecStart=/usr/bin/${command.join(' ')}\nTimeoutStopSec=${grace}\n`,
});

describe.each(pairs)('$name', (pair) => {
  it('is found in compose', async () => expect(timersAtFault(await resultOf(asCompose(pair)))).toEqual(pair.found));
  it('is found in Kubernetes', async () => expect(timersAtFault(await resultOf(asKubernetes(pair)))).toEqual(pair.found));
  it('is found on one machine', async () => expect(timersAtFault(await resultOf(asUnits(pair)))).toEqual(pair.found));
});
