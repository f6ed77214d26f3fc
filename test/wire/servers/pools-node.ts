import { addressText } from '../program.ts';
import type { Client } from './clients.ts';

/** Calls at once what a line of its input says: so many GET, so many POST. */
const program = (imports: string, functions: string): string => `import { createInterface } from 'node:readline';
${imports}

${functions}

const outcome = (answer) => answer.catch((error) => error.cause?.code ?? error.code ?? error.name);

for await (const line of createInterface({ input: process.stdin })) {
  const [gets, posts] = line.split(' ').map(Number);
  const answers = [...Array.from({ length: gets }, () => outcome(get())), ...Array.from({ length: posts }, () => outcome(post()))];
  console.log((await Promise.all(answers)).join(' '));
}
`;

const line = 'node client.mjs';
const urlOf = (to: Parameters<Client>[0], path: string): string => `http://${addressText(to)}${path}`;

export const fetchPool: Client = (to, path) => {
  const call = (options: string): string => `async () => {
  const response = await fetch('${urlOf(to, path)}'${options});
  await response.text();
  return response.status;
}`;
  const text = program('', `const get = ${call('')};\n\nconst post = ${call(", { method: 'POST', body: 'a=1' }")};`);
  return { system: 'js-fetch', needs: ['node'], files: { 'client.mjs': text }, line, shows: 'fetch' };
};

/** `options` of undici's Agent. */
export const undiciPool = (options: string): Client => (to, path) => {
  const call = (method: string): string => `async () => {
  const response = await request('${urlOf(to, path)}', { dispatcher${method} });
  await response.body.text();
  return response.statusCode;
}`;
  const text = program("import { Agent, request } from 'undici';", `const dispatcher = new Agent(${options});\n\nconst get = ${call('')};\n\nconst post = ${call(", method: 'POST', body: 'a=1'")};`);
  return { system: 'js-fetch', needs: ['node', 'npm:undici'], files: { 'client.mjs': text }, line, shows: `undici Agent ${options}`.trim() };
};

/** `options` of an http.Agent; without them, Node's global one. */
export const httpPool = (options?: string): Client => (to, path) => {
  const own = options === undefined ? '' : ', agent';
  const text = program("import http from 'node:http';", `${options === undefined ? '' : `const agent = new http.Agent(${options});\n\n`}const answered = (request) => new Promise((resolve, reject) => {
  request.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)));
  request.on('error', reject);
});

const get = () => answered(http.get('${urlOf(to, path)}', { headers: {}${own} }));

const post = () => {
  const request = http.request('${urlOf(to, path)}', { method: 'POST', headers: { 'Content-Length': 3 }${own} });
  request.end('a=1');
  return answered(request);
};`);
  return { system: 'js-http', needs: ['node'], files: { 'client.mjs': text }, line, shows: options === undefined ? 'http.request, global agent' : `http.Agent ${options}` };
};

export const axiosPool = (options: string): Client => (to, path) => {
  const text = program("import http from 'node:http';\nimport axios from 'axios';", `const client = axios.create({ httpAgent: new http.Agent(${options}) });

const get = async () => (await client.get('${urlOf(to, path)}')).status;

const post = async () => (await client.post('${urlOf(to, path)}', 'a=1')).status;`);
  return { system: 'js-axios', needs: ['node', 'npm:axios'], files: { 'client.mjs': text }, line, shows: `axios, http.Agent ${options}` };
};

/** `options` of an http.Agent; without them, SuperAgent has no pool. */
export const superagentPool = (options?: string): Client => (to, path) => {
  const [made, own] = options === undefined ? ['', ''] : [`const agent = new http.Agent(${options});\n\n`, '.agent(agent)'];
  const text = program(`${options === undefined ? '' : "import http from 'node:http';\n"}import request from 'superagent';`, `${made}const get = async () => (await request.get('${urlOf(to, path)}')${own}).status;

const post = async () => (await request.post('${urlOf(to, path)}')${own}.send('a=1')).status;`);
  return { system: 'js-superagent', needs: ['node', 'npm:superagent'], files: { 'client.mjs': text }, line, shows: `SuperAgent${options === undefined ? '' : `, http.Agent ${options}`}` };
};
