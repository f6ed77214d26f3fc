import { describe, expect, it } from 'vitest';
import { gunicorn } from '../../../src/systems/gunicorn/index.ts';
import { processOf, text } from '../support.ts';
import { doors, onlyLayer, readerOf, shown, started, stray } from './reading.ts';

const cli = async (...args: readonly string[]) => onlyLayer(await started(gunicorn, ['gunicorn', ...args]));

describe('the command line', () => {
  it('is found behind a path, an interpreter and wrappers', async () => {
    for (const argv of [['/venv/bin/gunicorn', 'a:b'], ['python3', '-u', '-m', 'gunicorn', 'a:b'], ['newrelic-admin', 'run-program', 'gunicorn', 'a:b'], ['poetry', 'run', 'gunicorn', 'a:b']])
      expect(onlyLayer(await started(gunicorn, argv)).system).toBe('gunicorn');
  });
  it('is not another program', async () => {
    for (const argv of [['nginx'], ['python', 'gunicorn_stats.py'], [], ['gunicorn-exporter']]) expect(await started(gunicorn, argv)).toBeUndefined();
  });
  it('takes all forms of an option, the last one winning', async () => {
    const layer = await cli('-t', '10', '--timeout=20', 'a:b', '-t45');
    expect(shown(layer.settings)).toEqual(['worker.deadline --timeout = 45000 @compose.yaml:1']);
  });
  it('never kills at 0', async () => {
    expect(shown((await cli('--timeout', '0', 'a:b')).settings)).toEqual(['worker.deadline --timeout = never @compose.yaml:1']);
  });
  it('does not trust its options next to a word that only run time tells', async () => {
    const hidden = { ...text('$FLAGS'), value: undefined };
    const layer = onlyLayer(await gunicorn.fromProcess?.({ ...processOf({}), argv: [text('gunicorn'), hidden, text('a:b')] }, readerOf({}).reader));
    expect(layer.profile).toBe('unknown');
    const app = onlyLayer(await gunicorn.fromProcess?.({ ...processOf({}), argv: [text('gunicorn'), { ...hidden, expression: '$APP' }] }, readerOf({}).reader));
    expect(app).toMatchObject({ profile: 'sync', settings: [] });
  });
  it('listens on its binds', async () => {
    expect(doors((await cli('a:b')).listens)).toEqual(['127.0.0.1:8000 http/1.1']);
    expect(doors((await cli('-b', ':80', '--bind=unix:/run/a.sock', '-b', '[::]:81', '-b', '0.0.0.0', 'a:b')).listens)).toEqual(['*:80 http/1.1', '/run/a.sock http/1.1', ':::81 http/1.1', '0.0.0.0:8000 http/1.1']);
  });
});

describe('the kind of worker', () => {
  it.each([
    [[], 'sync'], [['--threads', '4'], 'gthread'], [['--threads', '1'], 'sync'], [['-k', 'gthread'], 'gthread'], [['-k', 'gevent'], 'gevent'],
    [['--worker-class', 'uvicorn.workers.UvicornWorker'], 'uvicorn'], [['-k', 'uvicorn_worker.UvicornWorker', '--threads', '2'], 'uvicorn'], [['-k', 'mine.Worker'], 'unknown'],
  ])('%j is %s', async (args, profile) => {
    expect((await cli('a:b', ...args)).profile).toBe(profile);
  });
  it('follows a class of the repository to the one that it extends', async () => {
    const worker = (body: string) => ({ 'app/workers.py': `from uvicorn.workers import UvicornWorker\n\nclass Mine(UvicornWorker):\n    CONFIG_KWARGS = {${body}}\n` });
    const profile = async (body: string) => onlyLayer(await started(gunicorn, ['gunicorn', '-k', 'app.workers.Mine', 'a:b'], worker(body))).profile;
    expect(await profile('"loop": "asyncio"')).toBe('uvicorn');
    expect(await profile('"timeout_keep_alive": 65')).toBe('unknown');
  });
  it('makes timeout a heart-beat and keepalive real', async () => {
    const layer = await cli('-k', 'gthread', '--keep-alive', '75', '-t', '50', 'a:b');
    expect(shown(layer.settings)).toEqual(['worker.silence --timeout = 50000 @compose.yaml:1', 'downstream.idle --keep-alive = 75000 @compose.yaml:1']);
  });
  it('leaves both open when nobody knows it', async () => {
    const layer = await cli('-k', 'mine.Worker', '--keep-alive', '75', '-t', '50', 'a:b');
    expect(layer.settings.filter(({ value }) => value.kind === 'unknown').map(({ timer }) => timer)).toEqual(['downstream.idle', 'worker.deadline']);
  });
});

describe('the configuration file', () => {
  const file = 'timeout = 600\nkeepalive = 75\nworker_class = "gthread"\nbind = "0.0.0.0:5000"\n';
  it('is loaded by itself from the working directory, and named in defaults', async () => {
    const layer = onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], { 'gunicorn.conf.py': file }));
    expect(shown(layer.settings)).toEqual(['worker.silence timeout = 600000 @gunicorn.conf.py:1', 'downstream.idle keepalive = 75000 @gunicorn.conf.py:2']);
    expect(doors(layer.listens)).toEqual(['0.0.0.0:5000 http/1.1']);
    expect(layer.defaultPlace).toMatchObject({ file: 'gunicorn.conf.py', line: 1 });
    expect(layer.defaultNames?.get('stop.graceful')).toBe('graceful_timeout');
  });
  it('loses to GUNICORN_CMD_ARGS, and that to the command', async () => {
    const files = { 'conf/g.py': 'timeout = 77\ngraceful_timeout = 5\n' };
    const layer = onlyLayer(await started(gunicorn, ['gunicorn', '-c', 'file:conf/g.py', '-t', '33', 'a:b'], files, { env: { GUNICORN_CMD_ARGS: '--timeout 55 --graceful-timeout 6' } }));
    expect(shown(layer.settings)).toEqual(['worker.deadline --timeout = 33000 @compose.yaml:1', 'stop.graceful --graceful-timeout = 6000 @compose.yaml:1']);
  });
  it('is found by the end of an absolute path and by a module name', async () => {
    const files = { 'app/conf/g.py': 'timeout = 77\n' };
    for (const config of ['/srv/app/conf/g.py', 'python:conf.g']) {
      const layer = onlyLayer(await started(gunicorn, ['gunicorn', '-c', config, 'a:b'], files, { sources: ['app'] }));
      expect(shown(layer.settings)).toEqual(['worker.deadline timeout = 77000 @app/conf/g.py:1']);
    }
  });
  it('makes everything unknown when it is named and not there', async () => {
    const layer = onlyLayer(await started(gunicorn, ['gunicorn', '-c', '/etc/g.py', 'a:b']));
    expect(layer.profile).toBe('unknown');
    expect(layer.settings.every(({ value }) => value.kind === 'unknown')).toBe(true);
    expect(doors(layer.listens)).toEqual(['*:? http/1.1']);
  });
  it('shows the default of a variable, which the process may replace', async () => {
    const files = { 'gunicorn.conf.py': 'import os\ntimeout = int(os.getenv("WEB_TIMEOUT", 30))\n' };
    const [visible] = onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], files)).settings;
    expect(visible).toMatchObject({ value: { amount: 30_000 }, provenance: { kind: 'visible-default', variable: 'WEB_TIMEOUT' } });
    const [set] = onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], files, { env: { WEB_TIMEOUT: '90' } })).settings;
    expect(set).toMatchObject({ value: { amount: 90_000 }, provenance: { kind: 'configured' }, place: { file: 'compose.yaml' }, via: [{ file: 'gunicorn.conf.py', line: 2 }] });
  });
  it('does not choose between branches', async () => {
    const files = { 'gunicorn.conf.py': 'import x\ntimeout = 30\nif x.debug:\n    timeout = 600\ngraceful_timeout = 5\n' };
    expect(shown(onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], files)).settings)).toEqual(['worker.deadline timeout = unknown 600 @gunicorn.conf.py:4', 'stop.graceful graceful_timeout = 5000 @gunicorn.conf.py:5']);
  });
  it('follows from … import', async () => {
    const files = { 'gunicorn.conf.py': 'from shared import *\nfrom limits import timeout\n', 'shared.py': 'graceful_timeout = 9\n', 'limits.py': 'timeout = 12\n' };
    expect(shown(onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], files)).settings)).toEqual(['worker.deadline timeout = 12000 @limits.py:1', 'stop.graceful graceful_timeout = 9000 @shared.py:1']);
  });
  it('takes lists of binds', async () => {
    expect(doors(onlyLayer(await started(gunicorn, ['gunicorn', 'a:b'], { 'gunicorn.conf.py': 'bind = ["0.0.0.0:1", "unix:/tmp/x"]\n' })).listens)).toEqual(['0.0.0.0:1 http/1.1', '/tmp/x http/1.1']);
  });
  it('is a layer of its own when nobody starts it', async () => {
    const layer = onlyLayer(await stray(gunicorn, 'etc/gunicorn_prod.py', { 'etc/gunicorn_prod.py': file }));
    expect(layer.process).toBeUndefined();
    expect(doors(layer.listens)).toEqual(['0.0.0.0:5000 http/1.1']);
    expect(await stray(gunicorn, 'app/gunicorn_metrics.py', { 'app/gunicorn_metrics.py': 'def timeout():\n    pass\n' })).toBeUndefined();
  });
});

describe('what does nothing', () => {
  const faults = async (file: string, ...args: readonly string[]) => ((await started(gunicorn, ['gunicorn', 'a:b', ...args], { 'gunicorn.conf.py': file }))?.written ?? []).map(({ fault, name, place, refused }) => `${fault} ${name} ${place.line}${refused ? ' refused' : ''}`);
  it('keepalive with sync workers', async () => {
    expect(await faults('worker_class = "sync"\nkeepalive = 75\n')).toEqual(['ineffective keepalive 2']);
    expect(await faults('worker_class = "gthread"\nkeepalive = 75\n')).toEqual([]);
    expect(await faults('keepalive = 75\n', '--threads', '2')).toEqual([]);
    expect(await faults('keepalive = 0\n')).toEqual([]);
  });
  it('names that gunicorn does not know', async () => {
    expect(await faults('keep_alive = 99\nTIMEOUT = 5\n', '-k', 'gthread')).toEqual(['ineffective keep_alive 1 refused', 'ineffective TIMEOUT 2 refused']);
    expect(await faults('TIMEOUT = 5\ntimeout = TIMEOUT\n')).toEqual([]);
  });
  it('values that keep it from starting', async () => {
    expect(await faults('timeout = 1.5\ngraceful_timeout = "0x1e"\n')).toEqual(['invalid timeout 1 refused']);
    expect(await faults('', '--timeout', '30s', '--graceful-timeout', '-5')).toEqual(['invalid --timeout 1 refused', 'invalid --graceful-timeout 1 refused']);
  });
});
