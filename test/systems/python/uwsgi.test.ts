import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../src/systems/defaults.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { uwsgi } from '../../../src/systems/uwsgi/index.ts';
import { doors, type Files, onlyLayer, shown, started, stray, valueOf } from './reading.ts';

const run = (args: readonly string[], files: Files = {}, env: Readonly<Record<string, string>> = {}) => started(uwsgi, ['uwsgi', ...args], files, { env });
const worker = (reading: Reading | undefined): LayerReading => reading?.layers?.find(({ profile }) => profile !== 'router') ?? onlyLayer(reading);
const router = (reading: Reading | undefined): LayerReading | undefined => reading?.layers?.find(({ profile }) => profile === 'router');
const idle = (layer: LayerReading | undefined): string => {
  const found = layer && withDefaults(layer.settings, uwsgi.facts, layer).find(({ timer }) => timer === 'downstream.idle');
  return found ? `${found.name} ${valueOf(found.value)} ${found.place.file}:${found.place.line}` : 'nothing';
};

describe('where options come from', () => {
  it('is one ordered list, the last one winning', async () => {
    const files = { 'a.ini': '[uwsgi]\nharakiri = 20\n' };
    expect(shown(worker(await run(['--harakiri', '10', '--ini', 'a.ini'], files)).settings)).toEqual(['worker.deadline harakiri = 20000 @a.ini:2']);
    expect(shown(worker(await run(['a.ini', '--harakiri=10'], files)).settings)).toEqual(['worker.deadline harakiri = 10000 @compose.yaml:1']);
    expect(shown(worker(await run(['--ini=a.ini'], files, { UWSGI_HARAKIRI: '5' })).settings)).toEqual(['worker.deadline harakiri = 20000 @a.ini:2']);
    expect(shown(worker(await run([], {}, { UWSGI_HARAKIRI: '5' })).settings)).toEqual(['worker.deadline harakiri = 5000 @compose.yaml:1']);
  });
  it('reads YAML, sections and includes', async () => {
    const files = { 'a.yaml': 'uwsgi:\n  harakiri: 7\n', 'b.ini': '[base]\nharakiri = 8\n[uwsgi]\nini = :base\nini = c.ini\n', 'c.ini': '[uwsgi]\nsocket = :1\nini = b.ini\n' };
    expect(shown(worker(await run(['--yaml', 'a.yaml'], files)).settings)).toEqual(['worker.deadline harakiri = 7000 @a.yaml:2']);
    expect(shown(worker(await run(['b.ini'], files)).settings)).toEqual(['worker.deadline harakiri = 8000 @b.ini:2']);
  });
  it('fills placeholders', async () => {
    const files = { 'a.ini': '[uwsgi]\nset-placeholder = limit=40\nharakiri = %(limit)\nhttp-socket = :$(PORT)\n' };
    const layer = worker(await run(['a.ini'], files, { PORT: '9000' }));
    expect(shown(layer.settings)).toEqual(['worker.deadline harakiri = 40000 @a.ini:2']);
    expect(doors(layer.listens)).toEqual(['*:9000 http/1.1']);
    expect(doors(worker(await run(['a.ini'], files)).listens)).toEqual(['*:? http/1.1']);
  });
  it('leaves conditional blocks open, unless the process decides them', async () => {
    const files = { 'a.ini': '[uwsgi]\nif-env = LIMIT\nharakiri = %(_)\nendif =\nif-not-env = MERCY\nworker-reload-mercy = 9\nendif =\n' };
    const open = worker(await run(['a.ini'], files)).settings;
    expect(shown(open)).toEqual(['worker.deadline harakiri = unknown $(LIMIT) @a.ini:3', 'stop.graceful worker-reload-mercy = 9000 @a.ini:6']);
    expect(open[1]?.provenance).toEqual({ kind: 'visible-default', variable: 'MERCY' });
    expect(shown(worker(await run(['a.ini'], files, { LIMIT: '60', MERCY: '1' })).settings)).toEqual(['worker.deadline harakiri = 60000 @compose.yaml:1']);
  });
  it('knows nothing when its file is not there', async () => {
    const layer = worker(await run(['--ini', '/etc/gone.ini']));
    expect(layer.settings.every(({ value }) => value.kind === 'unknown')).toBe(true);
    expect(idle(layer)).toBe('nothing');
  });
});

describe('the kinds of sockets', () => {
  it('close in their own ways', async () => {
    expect(idle(worker(await run(['--socket', ':1'])))).toBe('socket off compose.yaml:1');
    expect(idle(worker(await run(['--http-socket', ':1'])))).toBe('http-socket 0 compose.yaml:1');
    expect(idle(worker(await run(['--socket', ':1', '--protocol', 'http'])))).toBe('http-socket 0 compose.yaml:1');
    expect(idle(worker(await run(['--http11-socket', ':1'])))).toBe('socket-timeout 4000 compose.yaml:1');
    expect(idle(worker(await run(['--http11-socket', ':1', '-z', '9'])))).toBe('socket-timeout 9000 compose.yaml:1');
  });
  it('speak their protocols', async () => {
    expect(doors(worker(await run(['--socket', '/tmp/a.sock'])).listens)).toEqual(['/tmp/a.sock uwsgi']);
    expect(doors(worker(await run(['-s', '127.0.0.1:3031'])).listens)).toEqual(['127.0.0.1:3031 uwsgi']);
  });
});

describe('the http router', () => {
  const ini = (lines: string) => run(['a.ini'], { 'a.ini': `[uwsgi]\nhttp = :5000\n${lines}` });
  it('is a layer in front of the worker', async () => {
    const reading = await ini('harakiri = 30\n');
    expect(router(reading)?.routes[0]?.upstream).toMatchObject({ protocol: 'uwsgi', pooled: { value: 'no' }, target: { kind: 'inside', layer: worker(reading).name } });
    expect(doors(router(reading)?.listens ?? [])).toEqual(['*:5000 http/1.1']);
    expect(worker(reading).listens).toEqual([]);
  });
  it.each([
    ['', 'http-keepalive 0 a.ini:2'], ['http-keepalive = 30\n', 'http-keepalive 30000 a.ini:3'], ['http-keepalive = 1\n', 'http-keepalive 60000 a.ini:3'],
    ['http-keepalive = 1\nhttp-timeout = 20\n', 'http-keepalive 20000 a.ini:3'], ['http-keepalive = true\n', 'http-keepalive 0 a.ini:3'],
  ])('with %j keeps idle connections %s', async (lines, expected) => {
    expect(idle(router(await ini(lines)))).toBe(expected);
  });
  it('may stand before another process', async () => {
    const reading = await run(['--http', ':80', '--http-to', '10.0.0.1:3031', '--http-to=/run/x']);
    expect(router(reading)?.routes[0]?.upstream?.target).toEqual({ kind: 'socket', path: '/run/x' });
    const own = await run(['--http', ':80', '--http-to', '0.0.0.0:3031', '--socket', ':3031']);
    expect(router(own)?.routes[0]?.upstream?.target.kind).toBe('inside');
  });
});

describe('what does nothing', () => {
  const faults = (reading: Reading | undefined) => (reading?.written ?? []).map(({ fault, name, works }) => `${fault} ${name} ${works.value}`);
  it('options of the router without it', async () => {
    expect(faults(await run(['--http-socket', ':1', '--http-keepalive', '--http-timeout', '30']))).toEqual(['ineffective http-keepalive no', 'ineffective http-timeout no']);
    expect(faults(await run(['--http', ':1', '--http-timeout', '30']))).toEqual([]);
    expect(faults(await stray(uwsgi, 'a.ini', { 'a.ini': '[uwsgi]\nhttp-timeout = 30\n' }))).toEqual(['ineffective http-timeout unknown']);
  });
  it('durations that are read as another number', async () => {
    expect(faults(await run(['--harakiri', '1m']))).toEqual(['invalid harakiri no']);
    expect(faults(await run(['--harakiri', '30s']))).toEqual([]);
  });
});

it('claims ini files of uWSGI only', () => {
  expect(uwsgi.fromFile?.claims('a.ini', '# x\n[uwsgi]\n')).toBe(true);
  expect(uwsgi.fromFile?.claims('a.ini', '[supervisord]\n')).toBe(false);
});

it('stops at once with die-on-term', async () => {
  expect(shown(worker(await run(['--die-on-term', '--worker-reload-mercy', '9'])).settings)).toEqual(['stop.graceful die-on-term = off @compose.yaml:1']);
});
