import { describe, expect, it } from 'vitest';
import { boto3 } from '../../../src/systems/boto3/index.ts';
import { pythonAiohttp } from '../../../src/systems/python-aiohttp/index.ts';
import { pythonHttpx } from '../../../src/systems/python-httpx/index.ts';
import { pythonRequests } from '../../../src/systems/python-requests/index.ts';
import type { System } from '../../../src/systems/system.ts';
import { onlyLayer, onlyRoute, shown, stray, valueOf } from './reading.ts';

const read = (system: System, code: string) => stray(system, 'app/client.py', { 'app/client.py': code });
const one = async (system: System, code: string) => onlyLayer(await read(system, code));
const route = async (system: System, code: string) => onlyRoute(await one(system, code));
const timers = async (system: System, code: string) => (await route(system, code)).settings.map((setting) => `${setting.timer} ${valueOf(setting.value)}`);

describe('requests', () => {
  const get = (rest: string) => `import requests\n\ndef f(portfolio, **kwargs):\n    return requests.get("https://api.example.com:8443/v1/x?y=1"${rest})\n`;

  it('knows host, port, path and method of a call', async () => {
    const found = await route(pythonRequests, get(''));
    expect(found.route).toEqual({ host: 'api.example.com', path: '/v1/x', match: 'exact', method: 'GET' });
    expect(found.upstream).toMatchObject({ target: { kind: 'host', host: 'api.example.com', port: 8443 }, pooled: { value: 'no' } });
  });
  it.each([
    ['', []],
    [', timeout=5', ['upstream.connect 5000', 'upstream.read 5000']],
    [', timeout=(3.05, 27)', ['upstream.connect 3050', 'upstream.read 27000']],
    [', timeout=None', ['upstream.connect never', 'upstream.read never']],
    [', timeout=limit()', ['upstream.connect unknown limit()', 'upstream.read unknown limit()']],
    [', **kwargs', ['upstream.connect unknown kwargs', 'upstream.read unknown kwargs']],
  ])('reads %j', async (rest, expected) => {
    expect(await timers(pythonRequests, get(rest))).toEqual(expected);
  });
  it('knows imported names, and leaves others alone', async () => {
    expect((await one(pythonRequests, 'from requests import post as p\np("http://a/")\n')).routes).toHaveLength(1);
    expect(await read(pythonRequests, 'import requests\ncache.get("a")\nsession.get("b")\n')).toBeUndefined();
  });
  it('never reads tests', async () => {
    const code = 'import requests\nrequests.get("http://a/")\n';
    for (const path of ['tests/a.py', 'app/test_a.py', 'conftest.py']) expect(await stray(pythonRequests, path, { [path]: code })).toBeUndefined();
  });

  it.each([
    ['session = requests.Session()\n\ndef f():\n    session.get("http://a/")\n', 'yes'],
    ['class A:\n    def __init__(self):\n        self.s = requests.Session()\n\n    def f(self):\n        self.s.get("http://a/")\n', 'yes'],
    ['def make():\n    s = requests.Session()\n    return s\n\ndef f():\n    make().get("http://a/")\n', 'yes'],
    ['def make():\n    return requests.Session()\n\ndef f():\n    s = make()\n    s.get("http://a/")\n', 'yes'],
    ['def f():\n    s = requests.Session()\n    s.get("http://a/")\n', 'no'],
    ['def f():\n    with requests.Session() as s:\n        s.get("http://a/")\n', 'no'],
    ['def f():\n    requests.Session().get("http://a/")\n', 'no'],
    ['def f():\n    s = requests.Session()\n    register(s)\n    s.get("http://a/")\n', 'unknown'],
  ])('tells pools from passing sessions: %j', async (code, pooled) => {
    expect((await route(pythonRequests, `import requests\n${code}`)).upstream?.pooled.value).toBe(pooled);
  });

  const adapter = 'import socket\nimport requests\nfrom requests.adapters import HTTPAdapter\nfrom urllib3.util.retry import Retry\n';
  const options = (list: string) => `${adapter}class A(HTTPAdapter):\n    def init_poolmanager(self, *args, **kwargs):\n        kwargs["socket_options"] = ${list}\n        super().init_poolmanager(*args, **kwargs)\n\ns = requests.Session()\ns.mount("https://", A())\ns.get("https://a/", timeout=1)\n`;
  it('finds probes in a mounted adapter', async () => {
    const idle = '(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)';
    expect(shown((await one(pythonRequests, options(`HTTPConnection.default_socket_options + [${idle}]`))).settings)).toEqual(['probe.idle TCP_KEEPIDLE = 60000 @app/client.py:7', 'probe.interval TCP_KEEPINTVL = 75000 @app/client.py:7']);
    const [kernel] = (await one(pythonRequests, options('[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]'))).settings;
    expect(kernel).toMatchObject({ timer: 'probe.idle', name: 'SO_KEEPALIVE', value: { amount: 7_200_000 }, provenance: { kind: 'default', of: 'Linux' } });
    expect((await one(pythonRequests, options('make_options()'))).settings).toMatchObject([{ timer: 'probe.idle', value: { kind: 'unknown' } }]);
    expect((await one(pythonRequests, options('[(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)]'))).settings).toEqual([]);
  });
  it('counts the tries and pauses of a written Retry', async () => {
    const layer = await one(pythonRequests, `${adapter}s = requests.Session()\ns.mount("https://", HTTPAdapter(max_retries=Retry(total=4, backoff_factor=0.5)))\ns.get("https://a/")\n`);
    expect(layer.settings.map((setting) => `${setting.timer} ${valueOf(setting.value)}`)).toEqual(['retry.attempts 5', 'retry.pause 7000']);
    const plain = await one(pythonRequests, `${adapter}s = requests.Session()\ns.mount("https://", HTTPAdapter(max_retries=4))\ns.get("https://a/")\n`);
    expect(plain.settings).toEqual([]);
  });
  it('takes the timeout that an adapter gives to calls without one', async () => {
    const code = `${adapter}class T(HTTPAdapter):\n    def __init__(self, limit=5, **kw):\n        self.limit = limit\n        super().__init__(**kw)\n\n    def send(self, request, **kwargs):\n        if kwargs.get("timeout") is None:\n            kwargs["timeout"] = self.limit\n        return super().send(request, **kwargs)\n\ns = requests.Session()\ns.mount("https://", T(limit=8))\ns.get("https://a/")\ns.get("https://a/b", timeout=2)\n`;
    const layer = await one(pythonRequests, code);
    expect(layer.routes.map(({ settings }) => settings.map(({ value }) => valueOf(value)))).toEqual([['8000', '8000'], ['2000', '2000']]);
    expect(shown((await one(pythonRequests, code.replace('T(limit=8)', 'T(9)'))).settings)[0]).toBe('upstream.connect timeout = 9000 @app/client.py:16');
    const standard = await one(pythonRequests, code.replace('T(limit=8)', 'T()'));
    expect(shown(standard.settings)).toEqual(['upstream.connect timeout = 5000 @app/client.py:6', 'upstream.read timeout = 5000 @app/client.py:6']);
  });
  it('does not judge a session whose calls stand elsewhere', async () => {
    expect((await timers(pythonRequests, 'import requests\n\ndef make():\n    return requests.Session()\n'))).toEqual(['upstream.connect unknown timeout', 'upstream.read unknown timeout']);
  });
  it('fills a URL parameter from the callers in the file', async () => {
    const layer = await one(pythonRequests, 'import requests\nBASE = "http://a"\n\ndef f(path):\n    return g(f"{BASE}/x/{path}")\n\ndef g(url):\n    return requests.get(url)\n\ng("http://b/y")\n');
    expect(layer.routes.map(({ route: found }) => found.host).sort()).toEqual(['a', 'b']);
  });
  it('names the variable that a host comes from', async () => {
    const found = await route(pythonRequests, 'import os\nimport requests\nBASE = os.environ["BACKEND_URL"]\nrequests.get(BASE + "/items")\n');
    expect(found.upstream?.target).toMatchObject({ kind: 'unknown', variable: 'BACKEND_URL' });
    expect(found.route).toMatchObject({ path: '/items' });
  });
  it('keeps the constant start of a formatted URL', async () => {
    expect((await route(pythonRequests, 'import requests\n\ndef f(i):\n    url = "http://a/x/{}".format(i)\n    requests.get(url)\n')).upstream?.target).toMatchObject({ host: 'a' });
    for (const url of ['"http://a/x/{}".format(i)', '"http://a/x/%s" % i']) expect((await route(pythonRequests, `import requests\n\ndef f(i):\n    requests.get(${url})\n`)).upstream?.target).toMatchObject({ host: 'a' });
  });
  it('reports session.timeout and milliseconds', async () => {
    const deaf = await read(pythonRequests, 'import requests\ns = requests.Session()\ns.timeout = 5\ns.get("http://a/")\n');
    expect(deaf?.written).toMatchObject([{ fault: 'ineffective', name: 's.timeout', place: { line: 3 } }]);
    const own = await read(pythonRequests, 'import requests\ns = requests.Session()\ns.timeout = 5\ns.get("http://a/", timeout=s.timeout)\n');
    expect(own?.written).toEqual([]);
    for (const [seconds, count] of [['30000', 1], ['1860', 0], ['3600', 0], ['30', 0]] as const) expect((await read(pythonRequests, get(`, timeout=${seconds}`)))?.written).toHaveLength(count);
  });
  it('reads urllib3', async () => {
    const found = await route(pythonRequests, 'import urllib3\nhttp = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=7))\nhttp.request("GET", "http://a/b")\n');
    expect(found.settings.map(({ value }) => valueOf(value))).toEqual(['2000', '7000']);
    expect(found.route).toMatchObject({ host: 'a', path: '/b' });
  });
});

describe('httpx', () => {
  it('joins base URL and path, and lets calls win', async () => {
    const found = await route(pythonHttpx, 'import httpx\nclient = httpx.Client(base_url="http://a/v1", timeout=httpx.Timeout(10, connect=60), limits=httpx.Limits(keepalive_expiry=30))\nclient.get("/x", timeout=7)\n');
    expect(found.route).toMatchObject({ host: 'a', path: '/v1/x' });
    expect(found.settings.map((setting) => `${setting.timer} ${valueOf(setting.value)}`)).toEqual(['upstream.connect 7000', 'upstream.read 7000', 'upstream.send 7000', 'upstream.idle 30000']);
  });
  it('reads Timeout by its clocks', async () => {
    expect(await timers(pythonHttpx, 'import httpx\nhttpx.get("http://a/", timeout=httpx.Timeout(10, connect=60))\n')).toEqual(['upstream.connect 60000', 'upstream.read 10000', 'upstream.send 10000']);
  });
  it('looks into the transport', async () => {
    const layer = await one(pythonHttpx, 'import httpx, socket\nT = httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)])\nc = httpx.Client(transport=T)\nc.get("http://a/")\n');
    expect(shown(layer.settings)).toEqual(['probe.idle TCP_KEEPIDLE = 60000 @app/client.py:2', 'probe.interval TCP_KEEPINTVL = 75000 @app/client.py:2']);
  });
});

describe('aiohttp', () => {
  const session = (parameters: string, more = '') => `import aiohttp\n\nasync def f():\n    async with aiohttp.ClientSession(${parameters}) as session:\n        async with session.get("http://a/x"${more}) as response:\n            return await response.text()\n`;
  it('drops the total when a ClientTimeout leaves it out', async () => {
    expect(await timers(pythonAiohttp, session('timeout=aiohttp.ClientTimeout(sock_read=60)'))).toEqual(['upstream.deadline never', 'upstream.connect never', 'upstream.read 60000']);
    expect(await timers(pythonAiohttp, session('', ', timeout=aiohttp.ClientTimeout(total=9)'))).toEqual(['upstream.deadline 9000', 'upstream.connect never', 'upstream.read never']);
    expect(await timers(pythonAiohttp, session(''))).toEqual([]);
  });
  it('reads the connector', async () => {
    const kept = await one(pythonAiohttp, 'import aiohttp\n\ndef make():\n    return aiohttp.ClientSession("http://a", connector=aiohttp.TCPConnector(keepalive_timeout=30))\n\nasync def f(session):\n    await session.post("/x")\n');
    expect(shown(kept.settings)).toEqual(['upstream.idle keepalive_timeout = 30000 @app/client.py:4']);
    expect(kept.routes).toMatchObject([{ route: { host: 'a', path: '/x', method: 'POST' }, upstream: { pooled: { value: 'yes' } } }]);
    expect((await route(pythonAiohttp, session('connector=aiohttp.TCPConnector(force_close=True)'))).upstream?.pooled).toMatchObject({ value: 'no', why: 'force_close=True closes after each request' });
  });
  it('is no aiohttp server', async () => {
    expect(await read(pythonAiohttp, 'from aiohttp import web\nweb.run_app(app)\n')).toBeUndefined();
  });
});

describe('boto3', () => {
  it('reads a Config', async () => {
    const layer = await one(boto3, 'import boto3\nfrom botocore.config import Config\nC = Config(connect_timeout=5, read_timeout=900, tcp_keepalive=True, retries={"max_attempts": 0})\nclient = boto3.client("lambda", config=C)\n');
    expect(layer.settings.map((setting) => `${setting.timer} ${valueOf(setting.value)}`)).toEqual(['upstream.connect 5000', 'upstream.read 900000', 'probe.idle 7200000', 'retry.attempts 1']);
    expect(onlyRoute(layer).upstream?.pooled.value).toBe('yes');
  });
  it('makes one layer of clients with one configuration', async () => {
    expect((await one(boto3, 'import boto3\na = boto3.client("s3")\nb = boto3.client("sqs")\n')).routes).toHaveLength(2);
  });
  it('follows a session and an endpoint', async () => {
    const found = await route(boto3, 'import boto3\nsession = boto3.Session()\ns3 = session.resource("s3", endpoint_url="http://minio:9000")\n');
    expect(found.upstream?.target).toMatchObject({ kind: 'host', host: 'minio', port: 9000 });
    expect(await read(boto3, 'import boto3\nother.client("x")\n')).toBeUndefined();
  });
});
