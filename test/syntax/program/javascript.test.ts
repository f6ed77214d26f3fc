import { describe, expect, it } from 'vitest';
import { keyword, outlivesCall, recordEntry, resolveCallee } from '../../../src/syntax/program/query.ts';
import { at, call, definition, importing, read, told, toldOf } from './support.ts';

describe('javascript', () => {
  it('reads imports in every form', async () => {
    const program = await read('a.ts', [
      'import request, { agent as makeAgent } from "superagent";',
      'import * as http from "node:http";',
      'const { Agent: A, get } = require("https");',
      'const axios = require("axios").default;',
      'const undici = await import("undici");',
      'export * from "./all";',
      'import "./side";',
    ].join('\n'));
    expect(program.imports.map((one) => `${one.local}=${one.module}#${one.name} ${at(one.place)}`)).toEqual([
      'request=superagent#default 1:8-1:15', 'makeAgent=superagent#agent 1:19-1:37', 'http=node:http#* 2:8-2:17',
      'A=https#Agent 3:9-3:17', 'get=https#get 3:19-3:22', 'axios=axios#default 4:7-4:12', 'undici=undici#* 5:7-5:13', '*=./all#* 6:1-6:23', '=./side#* 7:1-7:17',
    ]);
  });

  it('knows definitions, branches and fields with their places', async () => {
    const program = await read('a.ts', [
      'class Api {',
      '  private readonly client = axios.create({ timeout: 5_000 });',
      '  constructor(private wait = 10) { this.retries = 3; }',
      '}',
      'let server;',
      'function start() {',
      '  server = http.createServer({ keepAliveTimeout: 1 }, app).listen(80);',
      '  if (production) server.keepAliveTimeout = 75_000;',
      '  try { server!.headersTimeout = 1 } finally {}',
      '}',
    ].join('\n'));
    expect(program.definitions.map((one) => [one.name, at(one.place), one.field ?? one.conditional ?? one.empty, one.owner?.map((frame) => frame.name)])).toEqual([
      ['client', '2:3-2:62', true, undefined],
      ['this.wait', '3:15-3:32', undefined, ['Api']],
      ['this.retries', '3:36-3:52', undefined, ['Api']],
      ['server', '5:5-5:11', true, undefined],
      ['server', '7:3-7:70', undefined, []],
      ['server.keepAliveTimeout', '8:19-8:51', true, []],
      ['server.headersTimeout', '9:9-9:35', undefined, []],
    ]);
    expect(call(program, 'axios.create').assigned).toBe('this.client');
    expect(call(program, 'listen').receiver).toBe(call(program, 'http.createServer'));
    expect(await told(program, 'server.keepAliveTimeout')).toBe('75000 literal 8:45-8:51');
    expect(definition(program, 'client').scope[0]).toBe(program.classes[0]);
  });

  it('evaluates what stands in the file', async () => {
    const program = await read('a.ts', [
      'const minute = 60 * 1000, T = 5;',
      'const a = Number(process.env.TIMEOUT ?? 5000);',
      'const b = parseInt(process.env.TIMEOUT || "7000", 10) as number;',
      'export const config = { timeoutMs: minute * 2, nested: { "x-y": 1 } } as const;',
      'const c = config.timeoutMs + 10_000;',
      'const d = config.nested["x-y"];',
      'let e = 1; e = 2; const f = e;',
      'const g = `http://${T}/x`;',
      'const h = cond ? 5 : 5, i = cond ? 5 : 6;',
      'function get(url, { timeout = 30 } = {}, options) { const j = timeout; const k = options.timeout ?? 60; const l = options.timeout; const m = await load() ?? 5 }',
      'const n = n2, n2 = n;',
      'const o = -minute, p = +process.env.P;',
      'const { timeoutMs: q = 9 } = config;',
    ].join('\n'));
    expect(await told(program, 'minute')).toBe('60000 literal 1:16-1:25');
    expect(await told(program, 'a')).toBe('5000 visible-default TIMEOUT 2:41-2:45');
    expect(await told(program, 'b')).toBe('7000 visible-default TIMEOUT 3:43-3:49');
    expect(await told(program, 'c')).toBe('130000 literal 1:16-1:25 4:36-4:42 4:45-4:46 5:11-5:27 5:30-5:36');
    expect(await told(program, 'd')).toBe('1 literal 4:65-4:66 6:11-6:31');
    expect(await told(program, 'f')).toBe('unknown: assigned more than once');
    expect(await told(program, 'g')).toBe('"http://5/x" literal 1:31-1:32 8:21-8:22');
    expect(await told(program, 'h')).toBe('5 literal 9:18-9:19');
    expect(await told(program, 'i')).toBe('unknown: depends on a condition');
    expect(await told(program, 'j')).toBe('30 visible-default 10:31-10:33 10:63-10:70');
    expect(await told(program, 'k')).toBe('60 visible-default 10:101-10:103');
    expect(await told(program, 'l')).toBe('unknown: parameter options');
    expect(await told(program, 'm')).toBe('unknown: the result of a call');
    expect(await told(program, 'n')).toBe('unknown: defined by itself');
    expect(await told(program, 'o')).toBe('-60000 literal 1:16-1:25 12:12-12:18');
    expect(await told(program, 'p')).toBe('unknown P: P is set outside the repository');
    expect(await told(program, 'q')).toMatch(/^120000 literal 1:16-1:25/);
  });

  it('takes what hoplint.yaml says of a variable', async () => {
    const program = await read('a.js', 'const a = Number(process.env.T ?? 5000); const b = process.env.U;');
    const importer = importing({}, { T: '6000', U: '60s' });
    expect(await told(program, 'a', importer)).toBe('6000 declared T 1:18-1:31');
    expect(await told(program, 'b', importer)).toBe('"60s" declared U 1:52-1:65');
  });

  it('does not take a branch for certain, except inside it', async () => {
    const program = await read('a.js', 'let t; if (x) { t = 5; use(t); } const a = t;');
    expect(await told(program, 'a')).toBe('unknown: set only under a condition');
    const [argument] = call(program, 'use').args;
    expect(await toldOf(argument, program, [])).toBe('5 literal 1:21-1:22 1:28-1:29');
  });

  it('follows imports to other files, without running in circles', async () => {
    const commonjs = await read('limits.js', 'const read = 5; module.exports = { read, write: 6 };');
    const barrel = await read('index.ts', 'export { inner as outer } from "./inner"; export * from "./again";');
    const inner = await read('inner.ts', 'export const inner = 7; export default { deep: 8 };');
    const again = await read('again.ts', 'export * from "./index";');
    const program = await read('a.ts', [
      'import { outer } from "./index"; import defaults from "./inner"; const limits = require("./limits"); import { lost } from "./again"; import gone from "gone";',
      'const a = outer; const b = defaults.deep; const c = limits.read + limits.write; const d = lost; const e = gone.x;',
    ].join('\n'));
    const importer = importing({ './limits': commonjs, './index': barrel, './inner': inner, './again': again });
    expect(await told(program, 'a', importer)).toBe('7 literal 1:22-1:23 2:11-2:16');
    expect(await told(program, 'b', importer)).toBe('8 literal 1:48-1:49 2:28-2:41');
    expect(await told(program, 'c', importer)).toMatch(/^11 literal/);
    expect(await told(program, 'd', importer)).toMatch(/^unknown/);
    expect(await told(program, 'e', importer)).toBe('unknown: imported from gone');
  });

  it('resolves callees through imports, instances and functions', async () => {
    const program = await read('a.ts', [
      'import axios, { get as fetchIt } from "axios"; import request from "superagent"; import * as http from "node:http";',
      'const api = axios.create({ timeout: 5 });',
      'function make() { const inner = axios.create(); return inner; }',
      'class C { client = axios.create(); run() { this.client.post("/a"); api.get("/b"); make().put("/c"); fetchIt("/d"); request.get("/e").timeout(1); } }',
      'http.createServer(app).listen(80); fetch("/f"); const own = { get() {} }; own.get(); axios("/g");',
      'function handle(axios) { axios.get("/h"); }',
    ].join('\n'));
    const resolved = (callee: string) => {
      const { module, name, instance } = resolveCallee(program, call(program, callee)) ?? {};
      return [module, name, instance?.callee];
    };
    expect(resolved('this.client.post')).toEqual(['axios', 'post', 'axios.create']);
    expect(resolved('api.get')).toEqual(['axios', 'get', 'axios.create']);
    expect(resolved('put')).toEqual(['axios', 'put', 'axios.create']);
    expect(resolved('fetchIt')).toEqual(['axios', 'get', undefined]);
    expect(resolved('timeout')).toEqual(['superagent', 'timeout', 'request.get']);
    expect(resolved('listen')).toEqual(['http', 'listen', 'http.createServer']);
    expect(resolved('fetch')).toEqual(['', 'fetch', undefined]);
    expect(resolved('own.get')).toEqual([undefined, undefined, undefined]);
    expect(resolved('axios')).toEqual(['axios', 'default', undefined]);
    expect(resolved('axios.get')).toEqual([undefined, undefined, undefined]);
  });

  it('tells objects that stay from those that do not', async () => {
    const program = await read('a.ts', [
      'const a = new A(); let b; class K { c = new C(); }',
      'function f() { b = new B(); const d = new D(); d.use(); const e = new E(); return e; }',
      'function g() { const h = new H(); keep(h); new I(); return { x: new J() }; }',
    ].join('\n'));
    expect(program.calls.filter((one) => one.construct === 'new').map((one) => [one.callee, outlivesCall(program, one)])).toEqual([
      ['A', true], ['C', true], ['B', true], ['D', false], ['E', true], ['H', true], ['I', false], ['J', true],
    ]);
  });

  it('finds entries of records, not behind what is spread into them', async () => {
    const program = await read('a.js', 'const options = { a: 1, ...more, b: 2 }; g({ a: 3 }, ...rest);');
    expect(['a', 'b'].map((name) => recordEntry(definition(program, 'options').value, name)?.text)).toEqual([undefined, '2']);
    expect(keyword(call(program, 'g'), 'a')).toBeUndefined();
  });

  it('reads the scripts of components at their own places', async () => {
    const program = await read('a.vue', '<template>é</template>\n<script setup lang="ts">\nconst t: number = 5\n</script>\n');
    expect(at(definition(program, 't').value.place)).toBe('3:19-3:20');
  });

  it('ends in a problem, not in an exception', async () => {
    const broken = await read('a.ts', 'const a = 1;\nconst b = ;\n');
    expect(broken.problems.map((one) => `${at(one.place)} ${one.message}`)).toEqual(['2:11-2:12 syntax error: Expression expected.']);
    const deep = await read('a.js', `f(${'['.repeat(10_000)}${']'.repeat(10_000)})`);
    expect(deep.problems.map((one) => one.message)).toEqual([expect.stringContaining('nested too deeply')]);
    const long = await read('a.js', `a${'.b()'.repeat(400)}`);
    expect(long.problems).toHaveLength(1);
    const large = await read('a.js', ' '.repeat(2_000_001));
    expect(large.problems.map((one) => one.message)).toEqual(['too large to be read as a program']);
  });
});
