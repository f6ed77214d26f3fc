import { spawnSync } from 'node:child_process';
import { environment, packages } from './needs.ts';

/** How each system tells its version. */
const asks: Record<string, readonly [string, ...string[]]> = {
  nginx: ['nginx', '-v'], gunicorn: ['gunicorn', '--version'], uwsgi: ['uwsgi', '--version'], node: ['node', '--version'], haproxy: ['haproxy', '-v'], h2o: ['h2o', '-v'],
  apache: ['apache2', '-v'], caddy: ['caddy', 'version'], varnish: ['varnishd', '-V'], puma: ['puma', '--version'], 'go-server': ['go', 'version'], 'go-client': ['go', 'version'],
  curl: ['curl', '--version'], tomcat: ['/usr/share/tomcat10/bin/version.sh'], 'python-requests': ['/usr/bin/python3', '-c', 'import requests; print(requests.__version__)'],
  'js-fetch': ['node', '--version'], 'js-http': ['node', '--version'], uvicorn: ['/usr/bin/python3', '-c', 'import uvicorn; print(uvicorn.__version__)'],
};

for (const [system, module] of [['python-httpx', 'httpx'], ['python-aiohttp', 'aiohttp']] as const) asks[system] = ['/usr/bin/python3', '-c', `import ${module}; print(${module}.__version__)`];
for (const [system, name] of [['js-axios', 'axios'], ['js-superagent', 'superagent']] as const) asks[system] = ['node', '-p', `require('${packages}/${name}/package.json').version`];

const known = new Map<string, string | undefined>();

/** The version that is installed, e.g. `1.22.1`. */
export function versionOf(system: string): string | undefined {
  if (!known.has(system)) known.set(system, ask(system));
  return known.get(system);
}

function ask(system: string): string | undefined {
  const [command, ...args] = asks[system] ?? [];
  if (command === undefined) return undefined;
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: environment });
  const text = `${stdout}\n${stderr}`;
  return (/Tomcat\/([\d.]+)/.exec(text) ?? /go(\d+\.\d+(?:\.\d+)?)/.exec(text) ?? /(\d+\.\d+(?:\.\d+)?)/.exec(text))?.[1];
}
