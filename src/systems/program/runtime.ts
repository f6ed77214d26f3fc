import type { Program } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';

export type Runtime = 'node' | 'browser' | 'unknown';

const builtin = /^(node:.*|fs|http|https|net|path|os|crypto|child_process|stream|express|fastify|koa|undici|@nestjs\/.*|aws-lambda|bullmq|pg|next\/server)$/;
const browserOnly = /^(react|react-dom|vue|svelte|preact|solid-js|@angular\/.*|@reduxjs\/.*|next\/(router|navigation|link)|pinia|vuex|zustand)(\/.*)?$/;
const serverPackages = ['express', 'fastify', 'koa', '@nestjs/core', '@hapi/hapi', 'hono'];
const browserPackages = ['react-dom', 'vue', 'svelte', '@angular/core', 'preact', 'solid-js', 'jquery'];
const folder = /(^|\/)(frontend|front|web-?app|webapp|ui|browser|static|public|composables)\//i;
const pages = ['.html', '.vue', '.tsx', '.jsx', '.svelte'];

/** Where a script runs, by what it imports, its package, its folder; Node when nothing of the repository is made for browsers. */
export function runtimeOf(program: Program, reader: Reader): Runtime {
  const { path, text } = program.source;
  const modules = program.imports.map((entry) => entry.module);
  if (modules.some((module) => browserOnly.test(module)) || /\.(vue|svelte|jsx|tsx)$/.test(path)) return 'browser';
  if (modules.some((module) => builtin.test(module)) || /\bprocess\.(argv|exit|on)\b|\b__dirname\b/.test(text)) return 'node';
  if (/\b(window|document|localStorage|sessionStorage|navigator)\.|\bimport\.meta\.env\b|\bfetch\(\s*[`'"]\/(?!\/)/.test(text)) return 'browser';
  return byPackage(path, reader);
}

function byPackage(path: string, reader: Reader): Runtime {
  const browser = browserPackages.some((name) => reader.dependency(path, name) !== undefined);
  const server = serverPackages.some((name) => reader.dependency(path, name) !== undefined) || reader.dependency(path, 'next') !== undefined;
  if (browser !== server) return browser ? 'browser' : 'node';
  if (browser) return 'unknown';
  if (folder.test(path)) return 'browser';
  return pages.some((suffix) => reader.find(suffix).length > 0) ? 'unknown' : 'node';
}
