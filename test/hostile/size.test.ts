import { describe, expect, it } from 'vitest';
import { inspected, problemsOf } from './command.ts';
import { type Contents, folderOf, known } from './folder.ts';

describe('alias bombs', () => {
  const levels = 24;
  const bomb = (step: (before: string) => string, first: string): string => Array.from({ length: levels }, (_, at) => `a${at}: &a${at} ${at === 0 ? first : step(`*a${at - 1}`)}\n`).join('');
  const bombs: Contents = {
    'list.yaml': bomb((before) => `[${Array.from({ length: 9 }, () => before).join(', ')}]`, '[x, x]'),
    'map.yaml': bomb((before) => `{ ${Array.from({ length: 9 }, (_, at) => `k${at}: ${before}`).join(', ')} }`, '{ x: 1 }'),
    'merge.yaml': bomb((before) => `{ <<: [${Array.from({ length: 9 }, () => before).join(', ')}], y: 1 }`, '{ x: 1 }'),
    'wide-merge.yaml': `a: &a { ${Array.from({ length: 2000 }, (_, at) => `k${at}: 1`).join(', ')} }\n${Array.from({ length: 2000 }, (_, at) => `b${at}: { <<: *a, x: 1 }\n`).join('')}`,
    'own.yaml': 'a: &a { b: *a, c: &c [ *a, *c ] }\nd: &d { <<: *d }\n',
    'nested.yaml': `${'&a '.repeat(50_000)}x: 1\nb: ${'&b ['.repeat(20_000)}*b${']'.repeat(20_000)}\n`,
    'keys.yaml': bomb((before) => `{ ${before} : ${before}, ? [${before}, ${before}] : ${before} }`, '{ x: 1 }'),
  };
  const uses = (text: string, use: string): Contents => ({
    'x/compose.yaml': `${text}services:\n  a: ${use}\n  b: { image: nginx, environment: ${use}, labels: ${use}, command: ${use}, ports: ${use}, volumes: ${use} }\nx: ${use}\n`,
    'x/app.yaml': `${text}apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, labels: ${use} }\nspec: { template: { spec: { containers: ${use}, initContainers: [ ${use} ] } } }\n`,
    'x/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n', 'x/values.yaml': text, 'x/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: {{ toYaml .Values | nindent 2 }}\nx: {{ .Values | toJson }}\n',
  });

  it.each(Object.keys(bombs))('of the kind of %s end in problems at their places', (name) => {
    const text = String(bombs[name]);
    const use = /\[|\{|nested/.test(text) && text.includes(`&a${levels - 1}`) ? `*a${levels - 1}` : '*a';
    const problems = problemsOf(inspected(folderOf({ ...known, ...uses(text, use) })));
    expect(problems.map((problem) => problem.replace(/:[1-9].*/, ''))).toEqual(['x/app.yaml', 'x/compose.yaml', 'x/values.yaml']);
  });
});

describe('length', () => {
  const mb50 = 50 * 1024 * 1024;

  it('of 50 MB is refused by size, on one line or on many', () => {
    const line = Buffer.alloc(mb50, 'upstream a { server ');
    const lines = Buffer.alloc(mb50, 'services:\n  a: { image: nginx }\n');
    const names = ['nginx.conf', 'compose.yaml', 'Dockerfile', 'a.py', 'main.tf'];
    const root = folderOf({ ...known, ...Object.fromEntries(names.flatMap((name) => [[`line/${name}`, line], [`lines/${name}`, lines]])), '.gitignore': line });
    const problems = problemsOf(inspected(root));
    expect(problems).toHaveLength(12);
    expect(new Set(problems.map((problem) => problem.replace(/^\S+:1 /, '')))).toEqual(new Set(['too large to read (over 10 MB)', 'too large to read (over 500 kB)', 'its rules are left out: too large to read (over 1 MB)']));
  });

  it.each([
    ['httpd.conf', 'Listen 80\nProxyPass / http://a/\n', '#', '1 MB'],
    ['haproxy.cfg', 'frontend a\n  bind :80\n  mode http\n', '#', '1 MB'],
    ['h2o.conf', 'hosts:\n  a:\n    listen: 80\n    paths:\n      /: { file.dir: a }\n', '#', '1 MB'],
    ['a.py', 'import requests\nrequests.get("http://a/")\n', '#', '400 kB'],
  ])('of %s beyond what anybody writes is a problem at its place', (name, text, fill, most) => {
    const long = (bytes: number): string => text + fill.repeat(bytes);
    const root = folderOf({ ...known, [`long/${name}`]: long(1_100_000), [`short/${name}`]: long(100_000) });
    expect(problemsOf(inspected(root))).toEqual([`long/${name}:1 too large to read (over ${most})`]);
  });

  const mb4 = 4 * 1024 * 1024;
  const marked: Contents = {
    'nginx.conf': 'upstream a { server b; }\n#', 'haproxy.cfg': 'frontend a\n  bind :80 ', 'Dockerfile': 'FROM python\nCMD gunicorn ', 'a.sh': 'gunicorn ', 'uwsgi.ini': '[uwsgi]\nhttp = ', 'a.py': 'import requests\nx = "', 'a.js': 'import axios from "axios"; "', 'main.tf': 'resource "aws_lb" "', 'httpd.conf': 'Listen 80\nProxyPass / http://', 'Caddyfile': ':80 {\n reverse_proxy ', 'default.vcl': 'vcl 4.1; backend a { .host = "', 'server.xml': '<Server><Connector a="', 'compose.yaml': 'services: { a: { image: "', 'a.json': '{ "services": "', 'a.bicep': "resource a 'Microsoft.Web/sites@1' = '", '.gitignore': '',
  };
  it.each(['a', ' ', '${', '{{ ', '\\'])('of a line of 4 MB of %j does not stop the rest', (fill) => {
    const files = Object.entries(marked).map(([path, text]) => [`x/${path}`, `${String(text)}${fill.repeat(mb4 / fill.length)}`]);
    inspected(folderOf({ ...known, ...Object.fromEntries(files) }));
  });
});
