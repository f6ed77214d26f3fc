import { inspect } from '../../src/lint.ts';
import type { Trace, TraceBranch, TraceRequest } from '../../src/model/trace.ts';
import { trace } from '../../src/trace/trace.ts';
import { folder } from '../cli/world.ts';

export type Asked = Partial<TraceRequest>;

/** What becomes of a request in a repository of these files. */
export async function traced(files: Readonly<Record<string, string>>, asked: Asked = {}): Promise<Trace> {
  const { model } = await inspect(folder(files));
  return trace(model, { path: '/', method: 'GET', kind: 'response', ...asked });
}

export const branchOf = ({ ways }: Trace, way = 0, branch = 0): TraceBranch => {
  const found = ways[way]?.branches[branch];
  if (!found) throw new Error(`no branch ${branch} of way ${way}`);
  return found;
};

/** `gunicorn 30000–31000 short`, for every step. */
export const stepsOf = (result: Trace, way = 0, branch = 0): readonly string[] =>
  branchOf(result, way, branch).steps.map(({ setting, middlebox, from, to, outcome }) => `${middlebox ? 'box ' : ''}${setting.layer} ${from}-${to} ${outcome.status ?? ''} ${outcome.kind}`);

interface Stack { readonly nginx?: string; readonly http?: string; readonly upstream?: string; readonly location?: string; readonly gunicorn?: string }

/** nginx in front of gunicorn, as compose services. */
export const stack = ({ nginx = '1.26', http = '', upstream = 'server app:8000;', location = '', gunicorn = '--timeout 30' }: Stack): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n  edge:\n    image: nginx:${nginx}\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]\n  app:\n    image: python:3.12\n    command: gunicorn ${gunicorn} -b 0.0.0.0:8000 app:app\n`,
  'nginx.conf': `events {}\nhttp {\n  ${http}\n  upstream app { ${upstream} }\n  server {\n    listen 80;\n    location / { proxy_pass http://app; ${location} }\n  }\n}\n`,
});

interface Edge { readonly service: string; readonly files?: Readonly<Record<string, string>>; readonly inner?: string; readonly innerServers?: string }

const servers = 'server { listen 80; location /users/ { proxy_pass http://app:8000; proxy_read_timeout 7s; } location /api/users/ { proxy_pass http://app:8000; proxy_read_timeout 8s; } location / { proxy_pass http://app:8000; proxy_read_timeout 9s; } }';

/** A proxy, as the compose service `edge`, in front of an nginx whose locations have different limits. */
export const behind = ({ service, files = {}, inner = '', innerServers = servers }: Edge): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n  edge:\n    ${service}\n  inner:\n    image: nginx:1.26\n    volumes: ["./inner.conf:/etc/nginx/nginx.conf:ro"]\n    ${inner}\n  app:\n    image: python:3.12\n    command: gunicorn --threads 4 -b 0.0.0.0:8000 app:app\n`,
  'inner.conf': `events {}\nhttp {\n  ${innerServers}\n}\n`,
  ...files,
});

/** For every way the read timeout of the inner nginx that a request can meet, and the path that each layer sees. */
export async function met(repository: Readonly<Record<string, string>>, asked: Asked): Promise<readonly string[]> {
  const { ways } = await traced(repository, { duration: 400_000, ...asked });
  return ways.map(({ layers, branches }) => `${branches[0]?.steps.map(({ from }) => from).find((from) => from >= 7000 && from <= 9000) ?? 'none'} ${layers.map(({ path }) => (path === undefined ? 'same' : String(path))).join(' ')}`);
}

/** These objects, and a Service `inner` with its server. */
export const inCluster = (objects: string): Readonly<Record<string, string>> => ({
  'k8s.yaml': `${objects}---
apiVersion: v1
kind: Service
metadata: { name: inner }
spec: { selector: { app: inner }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: inner }
spec:
  selector: { matchLabels: { app: inner } }
  template:
    metadata: { labels: { app: inner } }
    spec: { containers: [{ name: inner, ports: [{ containerPort: 80 }], image: "python:3.12", command: [gunicorn, "-b", "0.0.0.0:80", "app:app"] }] }
`,
});

/** The path that the server behind the first layer sees on every way: `undefined` where it is the request's own. */
export const arriving = async (files: Readonly<Record<string, string>>, asked: Asked): Promise<readonly (string | null | undefined)[]> =>
  (await traced(files, { duration: 1000, ...asked })).ways.map(({ layers }) => layers[1]?.path);
