import { expect, it } from 'vitest';
import { django, flask } from '../../../src/systems/django/index.ts';
import { uvicorn } from '../../../src/systems/uvicorn/index.ts';
import { doors, onlyLayer, shown, started, stray } from './reading.ts';

const app = 'import os\nimport uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("a:app", host="0.0.0.0", port=int(os.environ.get("PORT", 9000)), timeout_keep_alive=30)\n';

it('reads the command line over UVICORN_* variables', async () => {
  const layer = onlyLayer(await started(uvicorn, ['uvicorn', 'a:app', '--reload', '--host', '0.0.0.0', '--port=80', '--timeout-keep-alive', '65'], {}, { env: { UVICORN_TIMEOUT_KEEP_ALIVE: '9', UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN: '7' } }));
  expect(shown(layer.settings)).toEqual(['downstream.idle --timeout-keep-alive = 65000 @compose.yaml:1', 'stop.graceful --timeout-graceful-shutdown = 7000 @compose.yaml:1']);
  expect(doors(layer.listens)).toEqual(['0.0.0.0:80 http/1.1']);
});

it('listens on 127.0.0.1:8000 unless told', async () => {
  expect(doors(onlyLayer(await started(uvicorn, ['python', '-m', 'uvicorn', 'a:app'])).listens)).toEqual(['127.0.0.1:8000 http/1.1']);
  expect(doors(onlyLayer(await started(uvicorn, ['fastapi', 'run', 'main.py', '--port', '80'])).listens)).toEqual(['0.0.0.0:80 http/1.1']);
});

it.each([[['python', '-m', 'pkg.server']], [['python3', 'pkg/server.py']], [['python', '/code/pkg/server.py']]])('follows %j to uvicorn.run', async (argv) => {
  const layer = onlyLayer(await started(uvicorn, argv, { 'pkg/server.py': app }));
  expect(shown(layer.settings)).toEqual(['downstream.idle timeout_keep_alive = 30000 @pkg/server.py:5']);
  expect(layer.place).toMatchObject({ file: 'pkg/server.py', line: 5 });
  expect(doors(layer.listens)).toEqual(['0.0.0.0:9000 http/1.1']);
});

it('lets the environment of the process choose the port', async () => {
  expect(doors(onlyLayer(await started(uvicorn, ['python', 'pkg/server.py'], { 'pkg/server.py': app }, { env: { PORT: '81' } })).listens)).toEqual(['0.0.0.0:81 http/1.1']);
});

it('does not guess what **options hold', async () => {
  const layer = onlyLayer(await stray(uvicorn, 'a.py', { 'a.py': 'import uvicorn\nuvicorn.run(app, **options)\n' }));
  expect(layer.settings.map(({ value }) => value.kind)).toEqual(['unknown', 'unknown']);
});

it('is not every Python program', async () => {
  expect(await started(uvicorn, ['python', 'worker.py'], { 'worker.py': 'print(1)\n' })).toBeUndefined();
  expect(await started(uvicorn, ['celery', '-A', 'a', 'worker'])).toBeUndefined();
});

it('knows the development servers', async () => {
  expect(doors(onlyLayer(await started(django, ['python', 'manage.py', 'runserver', '0.0.0.0:8080'])).listens)).toEqual(['0.0.0.0:8080 http/1.1']);
  expect(doors(onlyLayer(await started(django, ['./manage.py', 'runserver'])).listens)).toEqual(['127.0.0.1:8000 http/1.1']);
  expect(await started(django, ['python', 'manage.py', 'migrate'])).toBeUndefined();
  expect(doors(onlyLayer(await started(flask, ['flask', '--app', 'x', 'run', '--host=0.0.0.0', '-p', '81'])).listens)).toEqual(['0.0.0.0:81 http/1.1']);
  const files = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n    app.run(host="0.0.0.0")\n' };
  expect(doors(onlyLayer(await started(flask, ['python', 'app.py'], files)).listens)).toEqual(['0.0.0.0:5000 http/1.1']);
});
