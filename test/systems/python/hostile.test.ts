import { expect, it } from 'vitest';
import { boto3 } from '../../../src/systems/boto3/index.ts';
import { gunicorn } from '../../../src/systems/gunicorn/index.ts';
import { pythonAiohttp } from '../../../src/systems/python-aiohttp/index.ts';
import { pythonHttpx } from '../../../src/systems/python-httpx/index.ts';
import { pythonRequests } from '../../../src/systems/python-requests/index.ts';
import { uvicorn } from '../../../src/systems/uvicorn/index.ts';
import { uwsgi } from '../../../src/systems/uwsgi/index.ts';
import { started, stray } from './reading.ts';

const code = `import requests, httpx, aiohttp, boto3, uvicorn
from requests.adapters import HTTPAdapter
timeout = timeout
URL = URL + "/x"
class A(A, HTTPAdapter):
    def __init__(self, t=5): self.t = self.t or t
    def send(self, request, **kwargs):
        kwargs["timeout"] = self.t
O = O + [(1, 2, 3)]
s = requests.Session(); s.mount("https://", A(*a, **b)); s.get(URL, timeout=(1,))
def f(url): f(url); s.get(url)
c = httpx.Client(base_url=URL, timeout=httpx.Timeout(), transport=httpx.HTTPTransport(socket_options=O)); c.get(c.get(c))
async def g(): await aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=g)).get()
boto3.client("s3", config=Config(retries=retries, tcp_keepalive=True), endpoint_url=URL)
uvicorn.run(app, port="x", timeout_keep_alive=-1)
`;

it('reads code that is cut off anywhere, and code that refers to itself', async () => {
  let read = 0;
  for (let end = 40; end <= code.length; end += 37)
    for (const system of [gunicorn, pythonRequests, pythonHttpx, pythonAiohttp, boto3, uvicorn]) {
      const path = system === gunicorn ? 'gunicorn.conf.py' : 'a.py';
      read += (await stray(system, path, { [path]: code.slice(0, end) })) ? 1 : 0;
    }
  expect(read).toBeGreaterThan(20);
});

it('reads odd command lines and files', async () => {
  for (const args of [['--timeout'], ['-t'], ['-c'], ['--=', '='], ['-c', '../../../etc/x'], ['-b', ':'], ['-b', 'unix:']]) expect((await started(gunicorn, ['gunicorn', ...args]))?.layers).toHaveLength(1);
  const ini = '[uwsgi]\nini = a.ini\nini = :uwsgi\nif-env = \nharakiri = %(harakiri)\nhttp = \nhttp-to = \nendif =\nset-ph = x\n';
  for (const args of [['--ini'], ['--ini', 'a.ini'], ['a.ini:none'], ['--'], ['-t'], ['--http', ''], ['--harakiri=']]) expect((await started(uwsgi, ['uwsgi', ...args], { 'a.ini': ini }))?.layers?.length).toBeGreaterThan(0);
});
