import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hoplint, inspected, problemsOf } from './command.ts';
import { type Contents, folderOf, known } from './folder.ts';

const secret = 'hunter2hunter2';
/** What lies beside the root: whatever hoplint knows of it, it took from outside. */
const outside: Contents = {
  'nginx.conf': `events {}\nhttp { server { listen 80; location / { proxy_pass http://${secret}; } } }\n`,
  'compose.yaml': `services:\n  base:\n    image: nginx:1.26\n    command: gunicorn --timeout ${secret} app:app\n`,
  '.env': `OUTER=${secret}\nGUNICORN_CMD_ARGS=--timeout 4242\n`,
  'Dockerfile': `FROM python\nCMD gunicorn --timeout ${secret} app:app\n`,
  'values.yaml': `timeout: ${secret}\n`,
  'app.yaml': `apiVersion: v1\nkind: Service\nmetadata: { name: ${secret} }\nspec: { ports: [ { port: 1e309 } ] }\n`,
  'app.py': `import requests\ntimeout = "${secret}"\nrequests.get("http://${secret}/")\n`,
  'main.tf': `resource "aws_lb" "a" {\n  name = "${secret}"\n}\n`,
};

describe('links', () => {
  it('that loop, dangle or lead out are not followed', () => {
    const away = folderOf(outside);
    const root = folderOf({ ...known, 'a/b.conf': '' });
    symlinkSync(root, join(root, 'a/loop'));
    symlinkSync('self.yaml', join(root, 'self.yaml'));
    symlinkSync('second', join(root, 'first'));
    symlinkSync('first', join(root, 'second'));
    symlinkSync(away, join(root, 'away'));
    symlinkSync(join(away, '..'), join(root, 'up'));
    for (const name of Object.keys(outside)) symlinkSync(join(away, name), join(root, `a/${name}`));
    const result = inspected(root);
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result.summary.files).toBe(4);
  });

  it('of ignore files that lead out are not followed', () => {
    const away = folderOf({ '.gitignore': 'known/\n', 'info/exclude': 'known/\n' });
    const root = folderOf(known);
    symlinkSync(join(away, '.gitignore'), join(root, '.gitignore'));
    symlinkSync(away, join(root, '.git'));
    inspected(root);
  });

  it('in the place of hoplint.yaml that lead out are refused', () => {
    const root = folderOf(known);
    symlinkSync(join(folderOf({ 'hoplint.yaml': `ignore: [ "${secret}" ]\n` }), 'hoplint.yaml'), join(root, 'hoplint.yaml'));
    const { status, stderr } = hoplint(root);
    expect(stderr).toContain('hoplint.yaml:1:1: is not a file below the root');
    expect(status).toBe(2);
  });
});

describe('references', () => {
  it('that lead out of the root are not followed', () => {
    const away = folderOf(outside);
    renameSync(folderOf({ ...known, ...referring(['..', '../..', '../../..', away, `x/../../..${away}`]) }), join(away, 'root'));
    const result = JSON.stringify(inspected(join(away, 'root')).chains);
    expect(result).not.toContain(secret);
    expect(result).not.toContain('4242000');
    expect(result).toContain('4343000');
  });

  it('in circles end in a problem or are left alone', () => {
    const root = folderOf({
      ...known,
      'a/nginx.conf': 'events {}\nhttp { include b.conf; include nginx.conf; server { listen 80; include c/*.conf; } }\n', 'a/b.conf': 'include a.conf;\ninclude b.conf;\n', 'a/a.conf': 'include b.conf;\n', 'a/c/d.conf': 'include c/*.conf;\n',
      'b/compose.yaml': 'include: [ compose.yaml, other.yaml ]\nservices:\n  a: { extends: { file: other.yaml, service: b } }\n  c: { extends: { service: c } }\n  d: { depends_on: [ d ], extends: d }\n', 'b/other.yaml': 'include: [ compose.yaml ]\nservices: { b: { extends: { file: compose.yaml, service: a } } }\n',
      'c/kustomization.yaml': 'resources: [ ., ../c, ../d ]\ncomponents: [ ../c ]\n', 'd/kustomization.yaml': 'resources: [ ../c ]\nbases: [ ../d ]\n',
      'e/main.tf': 'module "a" { source = "./" }\nmodule "b" { source = "../e" }\nlocals {\n  a = local.b\n  b = local.a\n  c = local.c\n}\nresource "aws_lb" "x" {\n  idle_timeout = local.a\n  name = local.c\n}\n',
      'f/Chart.yaml': 'apiVersion: v2\nname: f\nversion: 1.0.0\ndependencies: [ { name: f, version: 1.0.0, repository: "file://." } ]\n', 'f/values.yaml': 'a: 1\n', 'f/templates/_h.tpl': '{{ define "a" }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ include "a" . }}{{ end }}', 'f/templates/a.yaml': 'a: {{ include "a" . }}\nb: {{ tpl "{{ tpl .Values.a . }}" . }}\n',
      'g/Dockerfile': 'FROM b AS a\nFROM a AS b\nFROM c AS c\nENTRYPOINT ["./x.sh"]\nCOPY x.sh .\n', 'g/x.sh': '#!/bin/sh\nexec ./x.sh "$@"\n', 'g/package.json': '{ "scripts": { "start": "npm run go", "go": "npm start", "npm": "npm run npm" } }', 'g/Procfile': 'web: npm start\na: make all\nb: sh -c "sh x.sh"\n', 'g/Makefile': 'all: all\n\tmake all\n',
      'h/httpd.conf': 'Include httpd.conf\nInclude *.conf\nListen 80\n', 'h/Caddyfile': 'import Caddyfile\n(a) {\n\timport b\n\timport b\n}\n(b) {\n\timport a\n\timport a\n}\n:80 {\n\timport a\n\treverse_proxy b:1\n}\n', 'h/default.vcl': 'vcl 4.1;\ninclude "default.vcl";\nbackend a { .host = "b"; }\n', 'h/uwsgi.ini': '[uwsgi]\nini = uwsgi.ini\nini = :uwsgi\ninclude = uwsgi.ini\nhttp = :80\na = %(b)\nb = %(a)\n',
      'i/a.py': 'from b import T\nX = T\nT = X\nimport requests\nrequests.get("http://a/", timeout=T)\n', 'i/b.py': 'from a import X\nT = X\n', 'i/a.js': 'export * from "./b.js";\nimport { t } from "./b.js";\nfetch("http://a/", { signal: AbortSignal.timeout(t) });\n', 'i/b.js': 'export * from "./a.js";\nimport { u } from "./a.js";\nexport const t = u;\n',
      '.env': 'A=${B}\nB=${A}${A}\nC=${C}\n', 'compose.yaml': 'services: { a: { image: "nginx:${A}", command: "gunicorn -t ${C} ${B}" } }\n',
    });
    inspected(root);
  });
});

describe('ignore files', () => {
  it('hide what they name and nothing else', () => {
    const root = folderOf({
      ...known, '.gitignore': '!/known/**\n\\\n[\n[z-a]\n!\n/\n//\n**\\\n!!known\n#known\n \n**/hidden/\n../known\n\u0000known\n', 'hidden/nginx.conf': 'upstream a {', 'x/hidden/deep/nginx.conf': 'upstream a {', 'x/.gitignore/nested': '', '.git/info/exclude': 'y/\n', 'y/nginx.conf': 'upstream a {',
    });
    expect(problemsOf(inspected(root))).toEqual([]);
  });
});

/** One file for every kind of reference that hoplint follows inside of a root. */
function referring(folders: readonly string[]): Contents {
  const to = (name: string): readonly string[] => folders.map((folder) => `${folder}/${name}`);
  const list = (names: readonly string[]): string => `[ ${names.map((name) => JSON.stringify(name)).join(', ')} ]`;
  const service = (folder: string, at: number): string => `  s${at}:\n    extends: { file: ${folder}/compose.yaml, service: base }\n    env_file: [ ${folder}/.env ]\n    command: gunicorn app:app\n    build: { context: ${folder}, dockerfile: ${folder}/Dockerfile }\n    volumes: [ "${folder}/nginx.conf:/etc/nginx/nginx.conf" ]\n`;
  return {
    'a/compose.yaml': `include: ${list(to('compose.yaml'))}\nservices:\n  own: { image: python, env_file: own.env, command: gunicorn app:app }\n${folders.map(service).join('')}`,
    'a/own.env': 'GUNICORN_CMD_ARGS=--timeout 4343\n',
    'a/Dockerfile': `FROM nginx\n${to('nginx.conf').map((path) => `COPY ${path} /etc/nginx/nginx.conf\n`).join('')}`,
    'a/nginx.conf': `events {}\nhttp {\n${[...to('nginx.conf'), ...to('*')].map((path) => `  include ${path};\n`).join('')}  server { listen 80; location / { proxy_pass http://b; } }\n}\n`,
    'k/kustomization.yaml': `resources: ${list([...folders, ...to('app.yaml')])}\nconfigMapGenerator: [ { name: a, files: ${list(to('nginx.conf'))} } ]\n`,
    'h/Chart.yaml': `apiVersion: v2\nname: h\nversion: 1.0.0\ndependencies:\n${folders.map((folder, at) => `  - { name: x${at}, version: 1.0.0, repository: "file://${folder}" }\n`).join('')}`,
    'h/values.yaml': 'a: 1\n',
    'h/templates/a.yaml': `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n${to('values.yaml').map((path, at) => `  a${at}: {{ .Files.Get "${path}" | quote }}\n`).join('')}`,
    't/main.tf': folders.map((folder, at) => `module "m${at}" {\n  source = "${folder}"\n}\nresource "aws_lb" "l${at}" {\n  name = file("${folder}/values.yaml")\n}\n`).join(''),
    'p/Procfile': folders.map((folder, at) => `web${at}: gunicorn -c ${folder}/app.py --chdir ${folder} app:app\n`).join(''),
    'p/a.service': folders.map((folder) => `[Service]\nEnvironmentFile=${folder}/.env\nExecStart=/usr/bin/gunicorn --timeout \${OUTER} app:app\n`).join(''),
    'p/client.py': folders.map((folder) => `from ${folder.replaceAll('/', '.')}.app import timeout\n`).join(''),
    'p/client.js': to('app.py').map((path) => `require('${path}');\n`).join(''),
    'hoplint.yaml': `use:\n  helmValues: ${list(to('values.yaml').filter((path) => !path.startsWith('/')))}\n`,
  };
}
