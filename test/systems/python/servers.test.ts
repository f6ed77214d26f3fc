import { expect, it } from 'vitest';
import { aiohttpServer } from '../../../src/systems/aiohttp-server/index.ts';
import { daphne } from '../../../src/systems/daphne/index.ts';
import { granian } from '../../../src/systems/granian/index.ts';
import { hypercorn } from '../../../src/systems/hypercorn/index.ts';
import { tornado } from '../../../src/systems/tornado/index.ts';
import { waitress } from '../../../src/systems/waitress/index.ts';
import { doors, onlyLayer, shown, started, stray } from './reading.ts';

it('hypercorn: the command line over its TOML or Python file', async () => {
  const files = { 'h.toml': 'bind = ["0.0.0.0:8009", "[::]:8010"]\nkeep_alive_timeout = 75 # s\ngraceful_timeout = 20\n', 'conf/h.py': 'import os\nkeep_alive_timeout = int(os.environ.get("KEEP", 70))\n' };
  const toml = onlyLayer(await started(hypercorn, ['hypercorn', '-c', 'h.toml', '--graceful-timeout', '9', 'a:app'], files));
  expect(shown(toml.settings)).toEqual(['downstream.idle keep_alive_timeout = 75000 @h.toml:2', 'stop.graceful --graceful-timeout = 9000 @compose.yaml:1']);
  expect(doors(toml.listens)).toEqual(['0.0.0.0:8009 http/1.1']);
  const python = onlyLayer(await started(hypercorn, ['python', '-m', 'hypercorn', '--config', 'python:conf.h', 'a:app'], files, { env: { KEEP: '71' } }));
  expect(shown(python.settings)).toEqual(['downstream.idle keep_alive_timeout = 71000 @compose.yaml:1']);
  expect(onlyLayer(await started(hypercorn, ['hypercorn', '-c', '/etc/h.toml', 'a:app'])).settings.map(({ value }) => value.kind)).toEqual(['unknown', 'unknown']);
});

it('hypercorn: a Config in code', async () => {
  const files = { 's.py': 'from hypercorn.asyncio import serve\nfrom hypercorn.config import Config\nconfig = Config()\nconfig.bind = ["localhost:8080"]\nconfig.keep_alive_timeout = 65\nasyncio.run(serve(app, config))\n' };
  const layer = onlyLayer(await started(hypercorn, ['python', 's.py'], files));
  expect(shown(layer.settings)).toEqual(['downstream.idle keep_alive_timeout = 65000 @s.py:5']);
  expect(doors(layer.listens)).toEqual(['localhost:8080 http/1.1']);
});

it('daphne', async () => {
  const layer = onlyLayer(await started(daphne, ['daphne', '-b', '0.0.0.0', '-p', '8001', '--http-timeout', '30', 'a.asgi:application']));
  expect(shown(layer.settings)).toEqual(['worker.deadline --http-timeout = 30000 @compose.yaml:1']);
  expect(doors(layer.listens)).toEqual(['0.0.0.0:8001 http/1.1']);
  expect(doors(onlyLayer(await started(daphne, ['daphne', '-e', 'tcp:port=81:interface=0.0.0.0', 'a:b'])).listens)).toEqual(['0.0.0.0:81 http/1.1']);
  expect(doors(onlyLayer(await started(daphne, ['daphne', '-u', '/run/d.sock', 'a:b'])).listens)).toEqual(['/run/d.sock http/1.1']);
});

it('waitress: command, code, paste.deploy', async () => {
  const command = onlyLayer(await started(waitress, ['waitress-serve', '--port=8041', '--channel-timeout', '60', '--call', 'a:make']));
  expect(shown(command.settings)).toEqual(['downstream.idle --channel-timeout = 60000 @compose.yaml:1']);
  expect(doors(command.listens)).toEqual(['*:8041 http/1.1']);
  const files = {
    'w.py': 'from waitress import serve\nserve(app, listen="*:8077 127.0.0.1:8078", channel_timeout=30)\n', 'many.py': 'import waitress\nwaitress.serve(app, **options)\n',
    'prod.ini': '[app:main]\nuse = egg:x\n[server:main]\nuse = egg:waitress#main\nport = 6543\nchannel_timeout = 200\n',
  };
  const code = onlyLayer(await started(waitress, ['python', 'w.py'], files));
  expect(shown(code.settings)).toEqual(['downstream.idle channel_timeout = 30000 @w.py:2']);
  expect(doors(code.listens)).toEqual(['*:8077 http/1.1', '127.0.0.1:8078 http/1.1']);
  expect(onlyLayer(await stray(waitress, 'many.py', files)).settings.map(({ value }) => value.kind)).toEqual(['unknown']);
  const paste = onlyLayer(await stray(waitress, 'prod.ini', files));
  expect(shown(paste.settings)).toEqual(['downstream.idle channel_timeout = 200000 @prod.ini:6']);
  expect(doors(paste.listens)).toEqual(['*:6543 http/1.1']);
});

it('granian: options over GRANIAN_* variables', async () => {
  const layer = onlyLayer(await started(granian, ['granian', '--interface', 'asgi', '--no-ws', '--host', '0.0.0.0', '--workers-kill-timeout', '15', 'a:app'], {}, { env: { GRANIAN_PORT: '82', GRANIAN_WORKERS_KILL_TIMEOUT: '3' } }));
  expect(shown(layer.settings)).toEqual(['stop.graceful --workers-kill-timeout = 15000 @compose.yaml:1']);
  expect(doors(layer.listens)).toEqual(['0.0.0.0:82 http/1.1']);
  expect(onlyLayer(await started(granian, ['granian', '--no-http1-keep-alive', 'a:app'])).settings.map(({ timer, value }) => `${timer} ${value.kind}`)).toEqual(['downstream.idle off']);
});

it('aiohttp: run_app and AppRunner have defaults of their own', async () => {
  const files = { 'a.py': 'from aiohttp import web\nweb.run_app(app, host="0.0.0.0", port=8088, keepalive_timeout=10.5)\n', 'r.py': 'from aiohttp import web\nrunner = web.AppRunner(app)\nsite = web.TCPSite(runner, "localhost", 8089)\n' };
  const run = onlyLayer(await started(aiohttpServer, ['python', 'a.py'], files));
  expect(shown(run.settings)).toEqual(['downstream.idle keepalive_timeout = 10500 @a.py:2']);
  expect([run.profile, ...doors(run.listens)]).toEqual(['run_app', '0.0.0.0:8088 http/1.1']);
  const runner = onlyLayer(await stray(aiohttpServer, 'r.py', files));
  expect([runner.profile, ...doors(runner.listens)]).toEqual(['runner', 'localhost:8089 http/1.1']);
});

it.each([hypercorn, daphne, waitress, granian, aiohttpServer])('$id is not every Python program', async (system) => {
  expect(await started(system, ['python', 'job.py'], { 'job.py': 'import aiohttp\nprint(1)\n' })).toBeUndefined();
  expect(await started(system, ['gunicorn', 'a:app'])).toBeUndefined();
});

it('tornado: Application.listen, HTTPServer and their options', async () => {
  const files = {
    'a.py': 'import tornado.web\napp = tornado.web.Application([])\napp.listen(8888, idle_connection_timeout=30)\n',
    's.py': 'from tornado.httpserver import HTTPServer\nfrom tornado.web import Application\nserver = HTTPServer(Application([]), no_keep_alive=True)\nserver.listen(80, "127.0.0.1")\n',
    'c.py': 'import tornado.web\nsocket.listen(5)\n',
  };
  const application = onlyLayer(await started(tornado, ['python', 'a.py'], files));
  expect(shown(application.settings)).toEqual(['downstream.idle idle_connection_timeout = 30000 @a.py:3', 'downstream.header idle_connection_timeout = 30000 @a.py:3']);
  expect(doors(application.listens)).toEqual(['*:8888 http/1.1']);
  const server = onlyLayer(await stray(tornado, 's.py', files));
  expect([...shown(server.settings), ...doors(server.listens)]).toEqual(['downstream.idle no_keep_alive = off @s.py:3', '127.0.0.1:80 http/1.1']);
  expect(await stray(tornado, 'c.py', files)).toBeUndefined();
});
