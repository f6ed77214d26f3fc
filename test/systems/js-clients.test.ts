import { describe, expect, it } from 'vitest';
import { jsAxios } from '../../src/systems/js-axios/index.ts';
import { jsFetch } from '../../src/systems/js-fetch/index.ts';
import { jsGot } from '../../src/systems/js-got/index.ts';
import { jsHttp } from '../../src/systems/js-http/index.ts';
import { jsSuperagent } from '../../src/systems/js-superagent/index.ts';
import { faults, readFirst, routes } from './program-reader.ts';

const server = { 'package.json': '{"dependencies":{"express":"4.18.2"},"engines":{"node":"20.x"}}' };
const browser = { 'package.json': '{"dependencies":{"react-dom":"18.2.0"}}' };

describe('SuperAgent', () => {
  it('reads an agent with its calls and a call with a limit of its own', async () => {
    const reading = await readFirst(jsSuperagent, {
      'src/api.ts': `import request from "superagent";
const agent = request.agent().timeout({ response: 10_000, deadline: 30_000 });
export const zip = () => agent.get("https://app.example.com/zip").responseType("blob");
export const slow = (id: string) => agent.post(\`https://app.example.com/jobs/\${id}\`).timeout({ deadline: 2 * 60 * 1000 });
export const plain = () => request.get("/api/plain");
`, ...browser,
    });
    expect(routes(reading)).toEqual([
      '/zip, app.example.com:443, pooled unknown, upstream.first-byte response = 10000 @2, upstream.deadline deadline = 30000 @2',
      '^/jobs/[^/]+$, app.example.com:443, pooled unknown, upstream.deadline deadline = 120000 @4, upstream.first-byte response = 10000 @2',
    ]);
    expect(routes(reading, 1)).toEqual(['/api/plain, unknown relative URL, pooled unknown']);
  });

  it('reads the pool that a call is given', async () => {
    const reading = await readFirst(jsSuperagent, {
      'a.js': `const http = require('node:http');
const request = require('superagent');
const pool = new http.Agent({ keepAlive: true, timeout: 30000 });
request.get('http://api/one').agent(pool);
const two = request.get('http://api/two').timeout(2000);
two.agent(pool);
request.get('http://api/three').agent(false);
request.get('http://api/four');
`, ...server,
    });
    expect(reading.layers?.map((_, index) => routes(reading, index))).toEqual([
      ['/one, api:80, pooled yes, upstream.idle agent.timeout = 30000 @3', '/two, api:80, pooled yes, upstream.deadline deadline = 2000 @5, upstream.idle agent.timeout = 30000 @3'],
      ['/three, api:80, pooled no'],
      ['/four, api:80, pooled no'],
    ]);
  });

  it('names an option that it does not know and a value that looks like seconds', async () => {
    const reading = await readFirst(jsSuperagent, { 'a.js': `const request = require('superagent');\nrequest.get('http://api/x').timeout({ deadLine: 5000, response: 30 });\n`, ...server });
    expect(faults(reading)).toEqual(['ineffective refused deadLine @2 no', 'suspect response @2 no']);
    expect(routes(reading)).toEqual(['/x, api:80, pooled no, upstream.first-byte response = 30 @2']);
  });
});

describe('axios', () => {
  const instance = `import axios from 'axios';
export const api = axios.create({ baseURL: process.env.API_URL, timeout: 30000 });
export const get = () => api.get('/users', { timeout: 5000 });
export const all = () => axios('http://other:8080/all');
`;

  it('limits gaps on Node, and finds calls on the instance in other files', async () => {
    const reading = await readFirst(jsAxios, { 'src/http.ts': instance, 'src/use.ts': `import { api } from './http';\nexport const put = (id: number) => api.put('/users/' + id, {});\n`, ...server });
    expect(routes(reading)).toEqual([
      '/users, unknown API_URL, pooled yes, upstream.read timeout = 5000 @3',
      '^/users/[^/]+$, unknown API_URL, pooled yes, upstream.read timeout = 30000 @2',
    ]);
    expect(routes(reading, 1)).toEqual(['/all, other:8080, pooled yes']);
    expect(reading.layers?.map((layer) => layer.profile)).toEqual(['node-pooled', 'node-pooled']);
  });

  it('limits the whole exchange in browsers, and says neither when nobody knows', async () => {
    const inBrowser = await readFirst(jsAxios, { 'src/http.ts': instance, ...browser });
    expect(routes(inBrowser)).toEqual(['/users, unknown API_URL, pooled unknown, upstream.deadline timeout = 5000 @3']);
    const anywhere = await readFirst(jsAxios, { 'src/http.ts': instance, 'index.html': '' });
    expect(routes(anywhere)).toEqual(['/users, unknown API_URL, pooled unknown, upstream.read timeout = 5000|never @3, upstream.deadline timeout = never|5000 @3']);
  });

  it('takes a base without a host for that of a page', async () => {
    const reading = await readFirst(jsAxios, { 'assets/api.js': "import axios from 'axios';\nconst base = '/';\nexport const api = axios.create({ baseURL: base });\napi.get('/users');\n", 'package.json': '{}' });
    expect(reading.layers?.map((layer) => layer.profile)).toEqual(['browser']);
  });

  it('sees agents, defaults, retries and signals', async () => {
    const reading = await readFirst(jsAxios, {
      'src/http.ts': `import axios from 'axios';
import axiosRetry from 'axios-retry';
import https from 'node:https';
const httpsAgent = new https.Agent({ keepAlive: true });
class Api {
  private readonly client;
  constructor(private base: string) { this.client = axios.create({ httpsAgent, signal: AbortSignal.timeout(9000) }); }
  get() { return this.client.get(this.base + '/x'); }
}
axios.defaults.timeout = 7000;
const api = axios.create({});
axiosRetry(api, { retries: 3 });
api.post('http://a/b', {}, { timout: 5 });
axios.get('http://c/d');
`, ...server,
    });
    expect(reading.layers?.map((layer) => layer.profile)).toEqual(['node-keep-alive', 'node-pooled', 'node-pooled']);
    expect(routes(reading)).toEqual(['/x, unknown the host is only known at run time, pooled yes, upstream.deadline AbortSignal.timeout = 9000 @7']);
    expect(routes(reading, 1)).toEqual(['/b, a:80, pooled yes, retry.attempts retries = 4 @12']);
    expect(routes(reading, 2)).toEqual(['/d, c:80, pooled yes, upstream.read timeout = 7000 @10']);
    expect(faults(reading)).toEqual(['ineffective refused timout @13 no']);
  });

  it('does not take other options for misspellings', async () => {
    const reading = await readFirst(jsAxios, { 'a.js': `import axios from 'axios';\naxios.get('http://c/d', { timeoutErrorMessage: 'x', timer: 4, timeout: 30 * 1000 });\n`, ...server });
    expect(faults(reading)).toEqual([]);
  });

  it('leaves tests and declarations alone', async () => {
    expect(await readFirst(jsAxios, { 'src/http.test.ts': instance })).toEqual({});
    expect(await readFirst(jsAxios, { 'e2e/http.ts': instance })).toEqual({});
  });
});

describe('fetch', () => {
  it('reads signals and controllers', async () => {
    const reading = await readFirst(jsFetch, {
      'a.ts': `export async function a() {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 8000);
  const answer = await fetch('http://api/a', { signal: controller.signal });
  clearTimeout(timer);
  return answer.json();
}
export async function b() {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, 6000);
  try {
    const answer = await fetch('http://api/b', { signal: controller.signal });
    return await answer.json();
  } finally { clearTimeout(timer); }
}
export const c = () => fetch(\`\${process.env.BASE}/c?x=1\`, { signal: AbortSignal.any([AbortSignal.timeout(4000)]) });
`, ...server,
    });
    expect(routes(reading)).toEqual([
      '/a, api:80, pooled yes, upstream.first-byte AbortController = 8000 @3',
      '/b, api:80, pooled yes, upstream.deadline AbortController = 6000 @10',
      '/c, unknown BASE, pooled yes, upstream.deadline AbortSignal.timeout = 4000 @16',
    ]);
  });

  it('knows that fetch has no timeout, and that undici gives up before a long signal', async () => {
    const reading = await readFirst(jsFetch, { 'a.ts': `fetch('http://api/a', { timeout: 5000 });\nfetch('http://api/b', { signal: AbortSignal.timeout(600_000) });\n`, ...server });
    expect(faults(reading)).toEqual(['ineffective refused timeout @1 no', 'ineffective AbortSignal.timeout @2 no']);
    const elsewhere = await readFirst(jsFetch, { 'a.ts': `fetch('http://api/b', { signal: AbortSignal.timeout(600_000) });\n`, ...browser });
    expect(faults(elsewhere)).toEqual([]);
  });

  it('takes the limits of a global dispatcher', async () => {
    const reading = await readFirst(jsFetch, {
      'a.ts': `fetch('http://api/b', { signal: AbortSignal.timeout(600_000) });\n`,
      'setup.ts': `import { Agent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new Agent({ headersTimeout: 0, bodyTimeout: 700_000, connect: { timeout: 1000 } }));\n`, ...server,
    });
    expect(faults(reading)).toEqual([]);
    expect(routes(reading)).toEqual(['/b, api:80, pooled yes, upstream.deadline AbortSignal.timeout = 600000 @1, upstream.first-byte headersTimeout = never @2, upstream.connect connect.timeout = 1000 @2']);
  });

  it('does not touch a function of its own name, and reads node-fetch 2', async () => {
    expect(await readFirst(jsFetch, { 'a.ts': `import { fetch } from './mine';\nfetch('http://api/a', { timeout: 5 });\n` })).toEqual({});
    const reading = await readFirst(jsFetch, { 'a.js': `const fetch = require('node-fetch');\nfetch('http://api/a', { timeout: 5000 });\n`, 'package.json': '{"dependencies":{"node-fetch":"^2.6.7"}}' });
    expect(faults(reading)).toEqual([]);
    expect(routes(reading)).toEqual(['/a, api:80, pooled no, upstream.deadline timeout = 5000 @2']);
  });
});

describe('got and ky', () => {
  it('reads instances, phases and retries', async () => {
    const reading = await readFirst(jsGot, {
      'a.ts': `import got from 'got';
const api = got.extend({ prefixUrl: 'http://api:9000/v1', timeout: { request: 10000, response: 3000 }, retry: { limit: 0 } });
api.get('users');
got('https://x.example/y', { timeout: 5000 });
`, ...server,
    });
    expect(routes(reading)).toEqual(['/v1/users, api:9000, pooled yes, upstream.deadline timeout.request = 10000 @2, upstream.first-byte timeout.response = 3000 @2, retry.attempts retry.limit = 1 @2']);
    expect(routes(reading, 1)).toEqual(['/y, x.example:443, pooled yes, upstream.deadline timeout = 5000 @4']);
  });
});

describe('http.request', () => {
  it('counts a timeout only when something destroys the request', async () => {
    const reading = await readFirst(jsHttp, {
      'a.ts': `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, timeout: 30000 });
const one = http.request({ hostname: 'api', port: 8080, path: '/one', timeout: 5000, agent });
one.on('timeout', () => one.destroy());
const two = http.get('http://api/two', { timeout: 4000 });
two.end();
`, ...server,
    });
    expect(routes(reading)).toEqual(['/one, api:8080, pooled yes, upstream.read timeout = 5000 @3, upstream.idle agent.timeout = 30000 @2']);
    expect(routes(reading, 1)).toEqual(['/two, api:80, pooled yes']);
    expect(faults(reading)).toEqual(['ineffective timeout @5 no']);
  });

  it('counts the timeout of the agent where a listener destroys the request', async () => {
    const reading = await readFirst(jsHttp, {
      'a.ts': `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, timeout: 30000 });
const one = http.get('http://api/one', { agent });
one.on('timeout', () => one.destroy());
const two = http.get('http://api/two');
two.on('timeout', () => two.destroy());
http.get('http://api/three').end();
`, ...server,
    });
    expect(routes(reading)).toEqual(['/one, api:80, pooled yes, upstream.read agent.timeout = 30000 @2, upstream.idle agent.timeout = 30000 @2']);
    expect(routes(reading, 1)).toEqual(['/two, api:80, pooled yes, upstream.read agent.timeout = 5000 @5', '/three, api:80, pooled yes']);
  });

  it('counts a timer that destroys the request, and a signal', async () => {
    const reading = await readFirst(jsHttp, {
      'a.ts': `import https from 'https';
const one = https.get('https://api/one');
const timer = setTimeout(() => { one.destroy(); }, 9000);
https.get('https://api/two', { signal: AbortSignal.timeout(3000) });
`, ...server,
    });
    expect(routes(reading)).toEqual(['/one, api:443, pooled yes, upstream.deadline setTimeout = 9000 @3', '/two, api:443, pooled yes, upstream.deadline AbortSignal.timeout = 3000 @4']);
  });
});
