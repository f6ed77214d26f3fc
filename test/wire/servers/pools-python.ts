import { addressText } from '../program.ts';
import type { Client } from './clients.ts';

/** Calls at once what a line of its input says: so many GET, so many POST. */
const threaded = (imports: readonly string[], setUp: string, get: string, post: string, status: string): string => `import sys
from concurrent.futures import ThreadPoolExecutor

${imports.map((name) => `import ${name}\n`).join('')}
${setUp}
threads = ThreadPoolExecutor(32)


def get():
    return ${get}


def post():
    return ${post}


def outcome(call):
    try:
        return str(call().${status})
    except Exception as error:
        return type(error).__name__


for line in sys.stdin:
    gets, posts = line.split()
    print(*threads.map(outcome, [get] * int(gets) + [post] * int(posts)), flush=True)
`;

const line = '/usr/bin/python3 client.py';

export const requestsPool = (lines: readonly string[] = []): Client => (to, path) => {
  const url = `http://${addressText(to)}${path}`;
  const text = threaded(['requests', ...(lines.length > 0 ? ['urllib3'] : [])], ['session = requests.Session()', ...lines].join('\n'), `session.get('${url}', timeout=30)`, `session.post('${url}', data='a=1', timeout=30)`, 'status_code');
  return { system: 'python-requests', needs: ['python:requests'], files: { 'client.py': text }, line, shows: `requests.Session${lines.map((one) => `, ${one.replace(/^.*?(?=Retry)/, '').replace(/\)+$/, ')')}`).join('')}` };
};

const adapter = (options: readonly string[]): string => `class Probing(requests.adapters.HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        kwargs['socket_options'] = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), ${options.map((option) => `(socket.IPPROTO_TCP, socket.${option})`).join(', ')}]
        super().init_poolmanager(*args, **kwargs)


session = requests.Session()
session.mount('http://', Probing())`;

/** `options` of its sockets, e.g. `TCP_KEEPIDLE, 2`. */
export const probingPool = (options: readonly string[]): Client => (to, path) => {
  const url = `http://${addressText(to)}${path}`;
  const text = threaded(['socket', 'requests'], adapter(options), `session.get('${url}', timeout=30)`, `session.post('${url}', data='a=1', timeout=30)`, 'status_code');
  return { system: 'python-requests', needs: ['python:requests'], files: { 'client.py': text }, line, shows: `requests.Session, ${options.map((option) => option.replace(',', '')).join(', ')}` };
};

/** Without a Session. */
export const requestsFunctions: Client = (to, path) => {
  const url = `http://${addressText(to)}${path}`;
  const text = threaded(['requests'], '', `requests.get('${url}', timeout=30)`, `requests.post('${url}', data='a=1', timeout=30)`, 'status_code');
  return { system: 'python-requests', needs: ['python:requests'], files: { 'client.py': text }, line, shows: 'requests.get(url, timeout=30)' };
};

export const urllib3Pool = (options = ''): Client => (to, path) => {
  const url = `http://${addressText(to)}${path}`;
  const text = threaded(['urllib3'], `pool = urllib3.PoolManager(maxsize=32${options})`, `pool.request('GET', '${url}', timeout=30)`, `pool.request('POST', '${url}', body='a=1', timeout=30)`, 'status');
  return { system: 'python-requests', needs: ['python:urllib3'], files: { 'client.py': text }, line, shows: `urllib3.PoolManager${options}` };
};

export const httpxPool = (options: string): Client => (to, path) => {
  const url = `http://${addressText(to)}${path}`;
  const text = threaded(['httpx'], `client = httpx.Client(${options})`, `client.get('${url}', timeout=30)`, `client.post('${url}', data={'a': '1'}, timeout=30)`, 'status_code');
  return { system: 'python-httpx', needs: ['python:httpx'], files: { 'client.py': text }, line, shows: `httpx.Client(${options})` };
};

const aiohttpText = (url: string, options: string): string => `import asyncio
import sys

import aiohttp


class Caller:
    def __init__(self):
        self.session = aiohttp.ClientSession(${options})

    async def get(self):
        async with self.session.get('${url}') as response:
            await response.read()
            return str(response.status)

    async def post(self):
        async with self.session.post('${url}', data='a=1') as response:
            await response.read()
            return str(response.status)


async def outcome(call):
    try:
        return await call
    except Exception as error:
        return type(error).__name__


async def main():
    caller = Caller()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        gets, posts = line.split()
        calls = [caller.get() for _ in range(int(gets))] + [caller.post() for _ in range(int(posts))]
        print(*await asyncio.gather(*(outcome(call) for call in calls)), flush=True)


asyncio.run(main())
`;

export const aiohttpPool = (keeps: string): Client => (to, path) => {
  const options = `connector=aiohttp.TCPConnector(${keeps})`;
  return { system: 'python-aiohttp', needs: ['python:aiohttp'], files: { 'client.py': aiohttpText(`http://${addressText(to)}${path}`, options) }, line, shows: `aiohttp.ClientSession(${options})` };
};
