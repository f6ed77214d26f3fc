import { describe, expect, it } from 'vitest';
import { memoryTree } from '../support/memory-tree.ts';
import { frameworkFile, locateScript } from '../../src/workloads/sources.ts';
import { parseImage } from '../../src/workloads/image.ts';
import { commandLine, processesOf, shown } from './read.ts';

describe('parseImage', () => {
  it.each([
    ['nginx', 'nginx', undefined],
    ['nginx:1.25-alpine', 'nginx', '1.25-alpine'],
    ['localhost:5000/org/app', 'localhost:5000/org/app', undefined],
    ['ghcr.io/org/app:2@sha256:abc', 'ghcr.io/org/app', '2'],
    ['app:latest', 'app', undefined],
  ])('%s', (text, name, tag) => expect(parseImage(text)).toEqual({ name, tag }));
});

describe('an ENTRYPOINT', () => {
  const started = (dockerfile: string) => processesOf({ Dockerfile: dockerfile }).map(commandLine);

  it('sets the CMD of what its stage is built upon aside, not that of the stage', () => {
    expect(started('FROM python:3.13 AS base\nCMD ["gunicorn", "app"]\nFROM base\nENTRYPOINT ["uvicorn"]\n')).toEqual(['uvicorn']);
    expect(started('FROM python:3.13\nCMD ["app"]\nENTRYPOINT ["uvicorn"]\n')).toEqual(['uvicorn app']);
    expect(started('FROM python:3.13 AS base\nENTRYPOINT ["uvicorn"]\nFROM base\nCMD ["app"]\n')).toEqual(['uvicorn app']);
  });
});

describe('images built in the repository', () => {
  const dockerfile = 'ARG V=1.25\nFROM node:20 AS build\nWORKDIR /src\nCOPY . .\nFROM nginx:${V}\nENV T=20s\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY nginx.conf /etc/nginx/\nCOPY --from=build /src/site/*.conf /src/site /etc/nginx/conf.d/\nCOPY start.sh /\nEXPOSE 8080\nENTRYPOINT ["/start.sh"]\nCMD ["nginx", "-g", "daemon off;"]\n';
  const files = { 'web/Dockerfile': dockerfile, 'web/nginx.conf': 'a', 'web/site/b.conf': 'b', 'web/start.sh': '#!/bin/sh\nset -e\nexec "$@"\n' };

  it('follow stages, COPY and their own entrypoint', () => {
    const [process] = processesOf({ ...files, 'compose.yaml': 'services:\n  edge:\n    build: { context: ./web, args: { V: "1.27" } }\n' });
    expect(commandLine(process)).toBe('nginx -g daemon off;');
    expect(process?.image?.bases).toMatchObject([{ name: 'nginx', tag: '1.27' }]);
    expect([shown(process?.env.get('T')), process?.ports.map((port) => port.port), process?.sources]).toEqual(['20s', [8080], ['web']]);
    expect(process?.files.open('/etc/nginx/nginx.conf')?.path).toBe('web/nginx.conf');
    expect(process?.files.glob('/etc/nginx/conf.d/*.conf').map((source) => source.path)).toEqual(['web/site/b.conf']);
    expect(process?.files.replaced('/etc/nginx/conf.d/default.conf')).toBe(true);
    expect(process?.files.open('/etc/nginx/conf.d/default.conf')).toBeUndefined();
  });

  it('are found by the last part of an image name', () => {
    const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { template: { spec: { containers: [{ name: c, image: "reg.io/org/web:7", args: [nginx, -t] }] } } }\n';
    const [process] = processesOf({ ...files, 'k8s/x.yaml': deployment });
    expect([process?.image?.name, process?.image?.bases[0]?.name, commandLine(process)]).toEqual(['reg.io/org/web', 'nginx', 'nginx -t']);
  });

  it('start on their own when no manifest does', () => {
    const [process] = processesOf({ 'Dockerfile': 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD gunicorn -t ${T:-60} app\n', 'Dockerfile.dev': 'FROM python\nCMD ["flask"]\n' });
    expect([process?.workload.kind, commandLine(process), process?.place.line]).toEqual(['dockerfile', 'gunicorn -t 60 app', 4]);
  });
});

describe('from a process to its source', () => {
  const tree = {
    'packages/api/src/main.ts': '', 'packages/api/package.json': '{}', 'packages/web/src/main.ts': '', 'packages/api/src/main/resources/application.properties': '',
    'compose.yaml': 'services:\n  api:\n    image: org/api\n    command: node dist/main.js\n  other:\n    image: org/unknown\n    command: node dist/only.js\n', 'tools/src/only.ts': '',
  };
  const [api, other] = processesOf(tree);

  it('takes the folder named like the image and undoes the build', () => {
    expect(api && locateScript(api, 'dist/main.js', memoryTree(tree))?.source.path).toBe('packages/api/src/main.ts');
  });

  it('takes the only file of that name, and none of several', () => {
    expect(other && locateScript(other, '/app/dist/only.js', memoryTree(tree))?.source.path).toBe('tools/src/only.ts');
    expect(other && locateScript(other, 'dist/main.js', memoryTree(tree))).toBeUndefined();
  });

  it('finds the file that a framework reads', () => {
    expect(api && frameworkFile(api, ['application*.properties'], memoryTree(tree))?.source.path).toBe('packages/api/src/main/resources/application.properties');
    expect(other && frameworkFile(other, ['application.properties'], memoryTree(tree))).toBeUndefined();
  });
});

describe('without an orchestrator', () => {
  it('keeps the words of an assignment in quotes together', () => {
    const [unit] = processesOf({ 'app.service': '[Service]\nEnvironment="ARGS=--timeout 90 --threads 2"\nEnvironment="A=1" "B=2 3"\nExecStart=/srv/app\n' });
    expect(unit?.env.get('ARGS')?.value).toBe('--timeout 90 --threads 2');
    expect([unit?.env.get('A')?.value, unit?.env.get('B')?.value]).toEqual(['1', '2 3']);
  });

  it('reads Procfiles, units and start scripts', () => {
    expect(processesOf({ Procfile: 'web: bundle exec puma -p $PORT\n' }).map(commandLine)).toEqual(['puma -p ?$PORT']);
    const [unit] = processesOf({ 'deploy/app.service': '[Service]\nEnvironment="A=1" B=2\nExecStart=-/usr/bin/env gunicorn -t 90 app\nTimeoutStopSec=2min\n' });
    expect([commandLine(unit), shown(unit?.env.get('B')), unit?.settings[0]?.value]).toEqual(['gunicorn -t 90 app', '2', { kind: 'known', amount: 120_000, written: '2min' }]);
    expect(processesOf({ 'package.json': '{"scripts":{"start":"node server.js"}}' }).map(commandLine)).toEqual(['node server.js']);
    expect(processesOf({ 'bin/run.sh': '#!/bin/bash\nexec gunicorn app\n' }).map(commandLine)).toEqual(['gunicorn app']);
  });

  it('gives a scene without processes for a plain repository', async () => {
    const { scenesOf } = await import('./read.ts');
    expect(scenesOf({ 'src/a.py': '' })).toMatchObject([{ project: { folder: '' }, processes: [] }]);
  });
});
