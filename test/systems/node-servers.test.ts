import { describe, expect, it } from 'vitest';
import { node } from '../../src/systems/node/index.ts';
import { programReader, shown } from './program-reader.ts';
import { processOf } from './support.ts';

type Parts = Parameters<typeof processOf>[0];

async function run(files: Readonly<Record<string, string>>, parts: Parts): Promise<readonly (readonly string[])[]> {
  const mounted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${path}`, text]));
  const reading = await node.fromProcess?.(processOf({ files: mounted, sources: [''], ...parts }), programReader(files));
  return (reading?.layers ?? []).map(({ place, listens, settings }) => [`${place.file}:${place.line}`, ...listens.map((one) => (one.kind === 'port' ? `listens ${one.port}` : one.kind)), ...shown(settings)]);
}

const maker = `import { createServer } from 'http';\nexport default async (app) => {\n  const server = createServer(app);\n  server.keepAliveTimeout = 70_000;\n  return server;\n};\n`;

describe('servers of Node that are made in one place and listen in another', () => {
  it('are one, through functions, imports and default exports', async () => {
    const files = { 'main.js': `import load from './load.js';\nconst door = await load();\ndoor.listen(80);\n`, 'load.js': `import make from './make.js';\nexport default async function load() {\n  return make(() => {});\n}\n`, 'make.js': maker };
    expect(await run(files, { argv: ['node', 'main.js'] })).toEqual([['make.js:3', 'listens 80', 'downstream.idle keepAliveTimeout = 70000 @4']]);
  });

  it('are one where either branch may make it, unless a clock differs', async () => {
    const files = { 'main.js': `import http from 'http';\nimport https from 'https';\nfunction make(secure) {\n  let server;\n  if (secure) server = https.createServer({ keepAliveTimeout: 9 }, f);\n  else server = http.createServer(f);\n  return server;\n}\nconst made = make(process.env.TLS);\nmade.listen(80);\n` };
    expect((await run(files, { argv: ['node', 'main.js'] })).map(([place, listens]) => `${place} ${listens}`)).toEqual(['main.js:5 listens 80', 'main.js:6 listens 80']);
    const alike = { 'main.js': files['main.js'].replace('keepAliveTimeout: 9', 'cert, key') };
    expect((await run(alike, { argv: ['node', 'main.js'] })).map(([place, listens]) => `${place} ${listens}`)).toEqual(['main.js:6 listens 80']);
  });

  it('are one when a library wraps it', async () => {
    const files = { 'main.js': `import http from 'http';\nimport stoppable from 'stoppable';\nconst server = stoppable(http.createServer(f), 5000);\nserver.keepAliveTimeout = 68_000;\nserver.listen(80);\n` };
    expect(await run(files, { argv: ['node', 'main.js'] })).toEqual([['main.js:3', 'listens 80', 'downstream.idle keepAliveTimeout = 68000 @4']]);
  });

  it('stay apart where the function is not of the repository', async () => {
    const files = { 'main.js': `import { build } from 'elsewhere';\nimport './make.js';\nconst app = await build();\napp.listen(80);\n`, 'make.js': maker };
    expect((await run(files, { argv: ['node', 'main.js'] })).map(([place]) => place)).toEqual(['main.js:4', 'make.js:3']);
  });

  it('end with functions that call each other', async () => {
    const files = { 'main.js': `const a = () => b();\nconst b = () => a();\nconst app = a();\napp.listen(80);\n` };
    expect((await run(files, { argv: ['node', 'main.js'] })).map(([place]) => place)).toEqual(['main.js:4']);
  });
});

describe('servers of frameworks', () => {
  it('hapi keeps Node\'s own server as its listener', async () => {
    const files = { 'index.js': `const { server: make } = require('./one');\n`, 'app.js': `const Hapi = require('@hapi/hapi');\nconst server = new Hapi.Server({ port: 90 });\nserver.listener.keepAliveTimeout = 66_000;\nserver.start();\n` };
    expect(await run(files, { argv: ['node', 'app.js'] })).toEqual([['app.js:2', 'listens 90', 'downstream.idle keepAliveTimeout = 66000 @3']]);
    expect(await run({ 'app.js': `const Hapi = require('@hapi/hapi');\nconst listener = require('http').createServer();\nlistener.keepAliveTimeout = 5;\nHapi.server({ port: 90, listener });\n` }, { argv: ['node', 'app.js'] })).toHaveLength(1);
  });

  it('Hono hands its server options on', async () => {
    const files = { 'app.mjs': `import { serve } from '@hono/node-server';\nserve({ fetch: f, port: 91, serverOptions: { keepAliveTimeout: 67_000 } });\n` };
    expect(await run(files, { argv: ['node', 'app.mjs'] })).toEqual([['app.mjs:2', 'listens 91', 'downstream.idle keepAliveTimeout = 67000 @2']]);
  });
});

describe('the source of a built server', () => {
  const server = `import express from 'express';\nconst app = express();\napp.listen(3000);\n`;
  const ports = [{ port: 3000, place: { file: 'Dockerfile', line: 1, column: 1, endLine: 1, endColumn: 2 } }];

  it.each([
    ['a script that the node image runs', ['./server.js'], { 'server.js': server }, 'server.js:3'],
    ['what the compiler writes elsewhere', ['node', 'app/web.js'], { 'tsconfig.json': '{ "compilerOptions": { "rootDir": "./code", "outDir": "./app/" } }', 'code/web.ts': server }, 'code/web.ts:3'],
    ['a nested output folder', ['node', 'dist/back/http/main.js'], { 'src/http/main.ts': server }, 'src/http/main.ts:3'],
    ['the only server of a bundle', ['node', 'dist/bundle.cjs'], { 'src/entry.ts': server, 'tools/dev.js': server }, 'src/entry.ts:3'],
  ])('is found for %s', async (_, argv, files, place) => {
    expect((await run(files, { argv, ports, image: 'node:22' })).map(([at]) => at)).toEqual([place]);
  });

  it('is not guessed among several', async () => {
    expect((await run({ 'src/one.ts': server, 'src/two.ts': server }, { argv: ['node', 'dist/bundle.cjs'], ports })).map(([at]) => at)).not.toContain('src/one.ts:3');
  });
});
