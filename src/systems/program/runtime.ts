import type { Program } from '../../syntax/program/tree.ts';
import { entries, get } from '../../syntax/yaml-read.ts';
import type { Reader } from '../reader.ts';

export type Runtime = 'node' | 'browser' | 'unknown';

const builtin = /^(node:.*|fs|http|https|net|os|child_process|express|fastify|koa|undici|@nestjs\/.*|aws-lambda|bullmq|pg|next\/server)$/;
/** Built-in modules that bundlers bring to browsers too. */
const portable = /^(path|crypto|stream)$/;
const browserOnly = /^(react|react-dom|vue|svelte|preact|solid-js|@angular\/.*|@reduxjs\/.*|next\/(router|navigation|link)|pinia|vuex|zustand)(\/.*)?$/;
const serverPackages = ['express', 'fastify', 'koa', '@nestjs/core', '@hapi/hapi', 'hono'];
const renderingPackages = ['next', 'nuxt', 'astro', '@sveltejs/kit', '@remix-run/node', '@remix-run/serve', '@react-router/node', '@react-router/serve', '@tanstack/react-start', 'vike', 'vinxi', 'nitropack'];
const browserPackages = ['react-dom', 'vue', 'svelte', '@angular/core', 'preact', 'solid-js', 'jquery'];
const folder = /(^|\/)(frontend|front|web-?app|webapp|ui|browser|static|public|composables)\//i;
const pages = ['.html', '.vue', '.tsx', '.jsx', '.svelte'];

/** Where a script runs, by what it imports, its package, its folder; Node when nothing of the repository is made for browsers. */
export function runtimeOf(program: Program, reader: Reader): Runtime {
  const { path, text } = program.source;
  const modules = program.imports.map((entry) => entry.module);
  if (modules.some((module) => browserOnly.test(module)) || /\.(vue|svelte|jsx|tsx)$/.test(path)) return 'browser';
  const browsersOnly = isForBrowsersOnly(packageNames(path, reader));
  // In a package that serves nobody, such a script belongs to the build.
  if (modules.some((module) => builtin.test(module)) || /\bprocess\.(argv|exit|on)\b|\b__dirname\b/.test(text)) return browsersOnly && !/\bcreateServer\(/.test(text) ? 'unknown' : 'node';
  if (!browsersOnly && modules.some((module) => portable.test(module))) return 'node';
  if (/\b(window|document|localStorage|sessionStorage|navigator)\.|\bimport\.meta\.env\b|\bfetch\(\s*[`'"]\/(?!\/)/.test(text)) return 'browser';
  return byPackage(path, reader);
}

const isForBrowsersOnly = (names: ReadonlySet<string>): boolean =>
  browserPackages.some((name) => names.has(name)) && ![...serverPackages, ...renderingPackages].some((name) => names.has(name));

/** The package that a file belongs to decides; those further out hold other programs. */
function byPackage(path: string, reader: Reader): Runtime {
  const names = packageNames(path, reader);
  const browser = browserPackages.some((name) => names.has(name));
  const server = [...serverPackages, 'next'].some((name) => names.has(name));
  if (browser !== server) return browser ? 'browser' : 'node';
  if (browser) return 'unknown';
  if (folder.test(path)) return 'browser';
  return pages.some((suffix) => reader.find(suffix).length > 0) ? 'unknown' : 'node';
}

function packageNames(path: string, reader: Reader): ReadonlySet<string> {
  const around = reader.find('/package.json').filter((file) => path.startsWith(file.slice(0, -'package.json'.length)));
  const nearest = around.reduce<string | undefined>((best, file) => (best === undefined || file.length > best.length ? file : best), undefined);
  const source = nearest === undefined ? undefined : reader.open(nearest);
  const [root] = source ? reader.yaml(source).documents : [];
  return new Set(['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) => entries(get(root, key)).map((entry) => entry.key.text)));
}
