import { addressText } from '../program.ts';
import type { Client } from './clients.ts';

/** Calls at once, then exits; what it prints is how the call ended, and after how many seconds. */
const python = (module: string, call: string, error: string): string => `import time

import ${module}

started = time.monotonic()
try:
    ${call}
    print('complete', time.monotonic() - started)
except ${error}:
    print('gives-up', time.monotonic() - started)
`;

const line = '/usr/bin/python3 client.py';
const urlOf = (to: Parameters<Client>[0], path: string): string => `http://${addressText(to)}${path}`;

export const urllib3 = (pool: string, options: string): Client => (to, path) => ({
  system: 'python-requests', needs: ['python:urllib3'], line, shows: `urllib3.PoolManager(${pool}).request(url${options})`,
  files: { 'client.py': `import urllib3.exceptions\n${python('urllib3', `urllib3.PoolManager(${pool}).request('GET', '${urlOf(to, path)}'${options})`, 'urllib3.exceptions.HTTPError')}` },
});

export const httpx = (options = ''): Client => (to, path) => ({
  system: 'python-httpx', needs: ['python:httpx'], line, shows: `httpx.get(url${options})`,
  files: { 'client.py': python('httpx', `httpx.get('${urlOf(to, path)}'${options})`, 'httpx.HTTPError') },
});

const aiohttpText = (url: string, timeout: string): string => `import asyncio
import time

import aiohttp


async def main():
    async with aiohttp.ClientSession(${timeout}) as session:
        async with session.get('${url}') as response:
            await response.read()


started = time.monotonic()
try:
    asyncio.run(main())
    print('complete', time.monotonic() - started)
except (aiohttp.ClientError, asyncio.TimeoutError):
    print('gives-up', time.monotonic() - started)
`;

export const aiohttp = (fields = ''): Client => (to, path) => ({
  system: 'python-aiohttp', needs: ['python:aiohttp'], line, shows: fields === '' ? 'aiohttp default' : `aiohttp.ClientTimeout(${fields})`,
  files: { 'client.py': aiohttpText(urlOf(to, path), fields === '' ? '' : `timeout=aiohttp.ClientTimeout(${fields})`) },
});

const node = (imports: string, call: string): string => `${imports}

const started = performance.now();
const elapsed = () => (performance.now() - started) / 1000;

const call = async () => {
  ${call}
  console.log('complete', elapsed());
};

call().catch(() => console.log('gives-up', elapsed()));
`;

/** `options` of undici's Agent. */
export const undici = (options: string): Client => (to, path) => ({
  system: 'js-fetch', needs: ['node', 'npm:undici'], line: 'node client.mjs', shows: `undici Agent(${options})`,
  files: { 'client.mjs': node("import { Agent, request } from 'undici';", `const { body } = await request('${urlOf(to, path)}', { dispatcher: new Agent(${options}) });\n  await body.text();`) },
});


export const axios = (options = ''): Client => (to, path) => ({
  system: 'js-axios', needs: ['node', 'npm:axios'], line: 'node client.mjs', shows: `axios.get(url${options})`,
  files: { 'client.mjs': node("import axios from 'axios';", `await axios.get('${urlOf(to, path)}'${options});`) },
});

export const superagent = (limit: string): Client => (to, path) => ({
  system: 'js-superagent', needs: ['node', 'npm:superagent'], line: 'node client.mjs', shows: `superagent.get(url)${limit}`,
  files: { 'client.mjs': node("import request from 'superagent';", `await request.get('${urlOf(to, path)}')${limit};`) },
});
