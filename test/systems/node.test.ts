import { describe, expect, it } from 'vitest';
import { bun } from '../../src/systems/bun/index.ts';
import { node } from '../../src/systems/node/index.ts';
import type { Reading } from '../../src/systems/system.ts';
import { programReader, shown } from './program-reader.ts';
import { processOf } from './support.ts';

type Parts = Parameters<typeof processOf>[0];

async function run(files: Readonly<Record<string, string>>, parts: Parts, system = node): Promise<Reading | undefined> {
  const mounted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${path}`, text]));
  return system.fromProcess?.(processOf({ files: mounted, sources: [''], ...parts }), programReader(files));
}

const summary = (reading: Reading | undefined) =>
  (reading?.layers ?? []).map((layer) => [`${layer.profile} ${layer.version.known ?? '-'} @${layer.place.file}:${layer.place.line}`, ...layer.listens.map((one) => `listens ${one.kind === 'port' ? one.port : one.kind}`), ...shown(layer.settings)]);

describe('node', () => {
  it('reads properties that are assigned in another module, with the variables of the process', async () => {
    const reading = await run({
      'src/index.ts': `import express from 'express';\nimport { configure } from './configure.js';\nconst app = express();\nconst server = app.listen(process.env.PORT || 3000);\nconfigure(server);\n`,
      'src/configure.ts': `export function configure(server) {\n  server.keepAliveTimeout = Number(process.env.KEEP ?? 65000);\n  server.headersTimeout = 66 * 1000;\n}\n`,
      'package.json': '{"scripts":{"start":"node dist/index.js"},"engines":{"node":">=18"}}',
    }, { argv: ['npm', 'start'], env: { PORT: '8080', KEEP: '75000' } });
    expect(summary(reading)).toEqual([['node - @src/index.ts:4', 'listens 8080', 'downstream.idle keepAliveTimeout = 75000 @1', 'downstream.header headersTimeout = 66000 @3']]);
  });

  it('reads options of createServer, and zero as never', async () => {
    const reading = await run({ 'server.js': `const http = require('http');\nhttp.createServer({ keepAliveTimeout: 0, requestTimeout: 10_000 }, () => {}).listen({ port: 80, host: '127.0.0.1' });\n` }, { argv: ['node', '--enable-source-maps', 'server.js'] });
    expect(summary(reading)).toEqual([['node - @server.js:2', 'listens 80', 'downstream.idle keepAliveTimeout = never @2', 'downstream.request requestTimeout = 10000 @2']]);
  });

  it('knows Fastify, whose own default of 72 s a zero does not replace', async () => {
    const files = { 'app.js': `import Fastify from 'fastify';\nconst app = Fastify({ keepAliveTimeout: 0, connectionTimeout: 20000 });\napp.listen({ port: 3000 });\n` };
    expect(summary(await run({ ...files, 'package.json': '{"dependencies":{"fastify":"^4.26.0"}}' }, { argv: ['node', 'app.js'] }))).toEqual([['fastify - @app.js:2', 'listens 3000', 'exchange.idle connectionTimeout = 20000 @2']]);
    expect(summary(await run(files, { argv: ['node', 'app.js'] }))[0]?.[0]).toBe('fastify-unversioned - @app.js:2');
  });

  it('keeps two servers of a process apart', async () => {
    const reading = await run({ 'app.js': `import http from 'http';\nconst main = http.createServer(f);\nconst metrics = http.createServer(g);\nmain.keepAliveTimeout = 61e3;\nmain.listen(8000);\nmetrics.listen(9000);\n` }, { argv: ['node', 'app.js'] });
    expect(summary(reading)).toEqual([['node - @app.js:2', 'listens 8000', 'downstream.idle keepAliveTimeout = 61000 @4'], ['node - @app.js:3', 'listens 9000']]);
  });

  it('does not guess between branches, nor what a service answers', async () => {
    const reading = await run({ 'app.js': `const server = require('http').createServer(f);\nserver.keepAliveTimeout = 5000;\nif (x) server.keepAliveTimeout = 90000;\nserver.headersTimeout = settings.get('x');\nserver.listen(80);\n` }, { argv: ['node', 'app.js'] });
    expect(summary(reading)[0]?.slice(2)).toEqual(['downstream.idle keepAliveTimeout = unknown @3', 'downstream.header headersTimeout = unknown @4']);
  });

  it('takes the version of the image, and old defaults only when it is known', async () => {
    const reading = await run({ 'app.js': `require('http').createServer(f).listen(80);\n` }, { argv: ['node', 'app.js'], image: 'node:12.22-alpine' });
    expect(summary(reading)[0]?.[0]).toBe('node-12 12.22 @app.js:1');
  });

  it('reads next start and its flag, and a framework that builds its server', async () => {
    const next = await run({ 'package.json': '{"scripts":{"start":"next start -p 4000 --keepAliveTimeout 70000"}}' }, { argv: ['yarn', 'start'] });
    expect(summary(next)).toEqual([['node - @package.json:1', 'listens 4000', 'downstream.idle --keepAliveTimeout = 70000 @1']]);
    const astro = await run({ 'astro.config.mjs': `import node from '@astrojs/node';\nexport default { adapter: node({ mode: 'standalone' }) };\n` }, { argv: ['node', './dist/server/entry.mjs'], env: { PORT: '3000' } });
    expect(summary(astro)).toEqual([['node - @astro.config.mjs:2', 'listens 3000']]);
  });

  it('says nothing of a worker, and nothing certain of a server that it cannot read', async () => {
    expect((await run({ 'worker.js': `require('bullmq');\n` }, { argv: ['node', 'worker.js'] }))?.layers).toEqual([]);
    const ports = [{ port: 3000, place: { file: 'c.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 } }];
    expect(summary(await run({}, { argv: ['node', 'missing.js'], ports }))).toEqual([['unseen - @compose.yaml:1', 'listens 3000']]);
    expect(await run({}, { argv: ['gunicorn', 'app:app'], ports })).toBeUndefined();
  });

  it('finds the main file of a folder that is run', async () => {
    const reading = await run({ 'apps/live/package.json': '{ "files": { "main": "other.js" }, "main": "./dist/start.mjs" }', 'apps/live/src/start.ts': `import { Server } from './server';\nnew Server().listen();\n`, 'apps/live/src/server.ts': `import express from 'express';\nexport class Server {\n  private app = express();\n  listen() { this.http = this.app.listen(3000).on('error', fail); }\n}\n` }, { argv: ['node', 'apps/live'], sources: [''] });
    expect(summary(reading)).toEqual([['node - @apps/live/src/server.ts:4', 'listens 3000']]);
  });

  it('knows what NestJS wraps', async () => {
    const express = await run({ 'main.ts': `import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(M);\napp.getHttpServer().keepAliveTimeout = 65 * 1000;\napp.getHttpServer().headersTimeout = config.headers;\nawait app.listen(3000);\n` }, { argv: ['node', 'dist/main.js'] });
    expect(summary(express)).toEqual([['node - @main.ts:5', 'listens 3000', 'downstream.idle keepAliveTimeout = 65000 @3', 'downstream.header headersTimeout = unknown @4']]);
    const commented = await run({ 'main.ts': `import { NestFactory } from '@nestjs/core';\nconst app = await NestFactory.create(M);\n// app.getHttpServer().keepAliveTimeout = 65 * 1000;\n(await app.listen(3000))!.headersTimeout = 66_000;\n` }, { argv: ['node', 'dist/main.js'] });
    expect(summary(commented)).toEqual([['node - @main.ts:4', 'listens 3000', 'downstream.header headersTimeout = 66000 @4']]);
    const fastify = await run({ 'main.ts': `import { NestFactory } from '@nestjs/core';\nimport { FastifyAdapter } from '@nestjs/platform-fastify';\nconst app = await NestFactory.create(M, new FastifyAdapter({ keepAliveTimeout: 61_000 }));\nawait app.listen(3000, '0.0.0.0');\n`, 'package.json': '{"dependencies":{"fastify":"5.0.0"}}' }, { argv: ['node', 'dist/main'] });
    expect(summary(fastify)).toEqual([['fastify - @main.ts:3', 'listens 3000', 'downstream.idle keepAliveTimeout = 61000 @3']]);
  });

  it('does not take a raw socket server for an HTTP server', async () => {
    const reading = await run({ 'app.js': `const net = require('net');\nconst server = net.createServer(f);\nserver.listen(6000);\n` }, { argv: ['node', 'app.js'] });
    expect(reading?.layers).toEqual([]);
  });
});

describe('bun', () => {
  it('reads Bun.serve and Elysia, in seconds', async () => {
    const serve = await run({ 'server.ts': `Bun.serve({ port: 3000, idleTimeout: 75, fetch: handler });\n` }, { argv: ['bun', 'run', 'server.ts'] }, bun);
    expect(summary(serve)).toEqual([['bun - @server.ts:1', 'listens 3000', 'downstream.idle idleTimeout = 75000 @1', 'exchange.idle idleTimeout = 75000 @1']]);
    const elysia = await run({ 'src/index.ts': `import { Elysia } from 'elysia';\nnew Elysia().get('/', () => 1).listen(3001);\n` }, { argv: ['bun', 'src/index.ts'] }, bun);
    expect(summary(elysia)).toEqual([['bun - @src/index.ts:2', 'listens 3001']]);
    expect(await run({ 'server.ts': `Bun.serve({ port: 3000 });\n` }, { argv: ['bun', 'run', 'server.ts'] })).toBeUndefined();
  });
});
