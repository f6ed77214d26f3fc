import { describe, expect, it } from 'vitest';
import { keyword, outlivesCall, resolveCallee, spreads } from '../../../src/syntax/program/query.ts';
import { at, call, callsOf, definition, importing, read, told, toldOf } from './support.ts';

describe('python', () => {
  it('reads imports in every form', async () => {
    const program = await read('a.py', 'import requests as r, urllib.request\nfrom .conf import TIMEOUT as T, X\nfrom a.b import *\n');
    expect(program.imports.map((one) => `${one.local}=${one.module}#${one.name} ${at(one.place)}`)).toEqual([
      'r=requests#* 1:8-1:21', 'urllib.request=urllib.request#* 1:23-1:37', 'T=.conf#TIMEOUT 2:19-2:31', 'X=.conf#X 2:33-2:34', '*=a.b#* 3:17-3:18',
    ]);
  });

  it('knows definitions, branches, classes and decorators', async () => {
    const program = await read('a.py', [
      'timeout = 600',
      'if DEBUG:',
      '    workers = 1',
      'class Api(HTTPAdapter, base.Client):',
      '    limit: int = 5',
      '    def send(self, url, wait=3, **kwargs):',
      '        kwargs["timeout"] = 5',
      '        self.session = requests.Session()',
      '        return super().send(url, **kwargs)',
      '@shared_task(bind=True)',
      '@app.route("/")',
      'def run():',
      '    global shared',
      '    shared = 1',
      'if __name__ == "__main__":',
      '    port = 80',
    ].join('\n'));
    expect(program.definitions.map((one) => [one.name, at(one.place), one.field ?? one.conditional, one.owner?.map((frame) => frame.name)])).toEqual([
      ['timeout', '1:1-1:14', undefined, undefined],
      ['workers', '3:5-3:16', true, undefined],
      ['limit', '5:5-5:19', true, undefined],
      ['kwargs.timeout', '7:9-7:30', undefined, undefined],
      ['self.session', '8:9-8:42', undefined, ['Api']],
      ['shared', '14:5-14:15', undefined, []],
      ['port', '16:5-16:14', undefined, undefined],
    ]);
    expect(program.classes.map((one) => one.bases)).toEqual([['HTTPAdapter', 'base.Client']]);
    expect(program.functions.map((one) => [one.name, one.decorators, one.parameters.map((parameter) => parameter.name)])).toEqual([
      ['send', [], ['self', 'url', 'wait', 'kwargs']], ['run', ['shared_task', 'app.route'], []],
    ]);
    const send = call(program, 'send');
    expect(send.receiver).toBe(call(program, 'super'));
    expect(keyword(send, '...')?.value.text).toBe('kwargs');
    expect(spreads(send)).toBe(true);
  });

  it('evaluates what stands in the file', async () => {
    const program = await read('a.py', [
      'import os, environ',
      'from datetime import timedelta',
      'a = int(os.getenv("X", "30"))',
      'b = os.environ.get("Y", 60) * 1000',
      'c = environ.Env().int("Z", default=60)',
      'env = environ.Env()',
      'd = env("W", default=5)',
      'e = os.environ["V"]',
      'f = timedelta(seconds=5, minutes=1)',
      'g = f.total_seconds()',
      'h = timedelta(minutes=1).total_seconds()',
      'i = (5, 1_000)',
      'base = 2 ** 3',
      'j = base if x else 8',
      'k = {"a": base}',
      'l = k["a"] + 1',
      'class C:',
      '    limit = 7',
      '    def __init__(self, wait=3, timeout=None):',
      '        self.wait = wait',
      '        self.timeout = timeout or 30',
      '    def use(self):',
      '        m = self.wait; n = self.limit; o = limit; p = self.timeout',
      'q = f"{base}s" "x"',
    ].join('\n'));
    expect(await told(program, 'a')).toBe('30 visible-default X 3:24-3:28');
    expect(await told(program, 'b')).toBe('60000 visible-default Y 4:5-4:35');
    expect(await told(program, 'c')).toBe('60 visible-default Z 5:36-5:38');
    expect(await told(program, 'd')).toBe('5 visible-default W 7:22-7:23');
    expect(await told(program, 'e')).toBe('unknown V: V is set outside the repository');
    expect(await told(program, 'f')).toBe('65000 ms literal 9:5-9:36');
    expect(await told(program, 'h')).toBe('60 literal 11:5-11:41');
    expect(await told(program, 'j')).toBe('8 literal 13:8-13:14 14:5-14:9');
    expect(await told(program, 'l')).toBe('9 literal 13:8-13:14 15:11-15:15 16:5-16:11 16:14-16:15');
    expect(await told(program, 'm')).toBe('3 visible-default 19:29-19:30 20:21-20:25 23:13-23:22');
    expect(await told(program, 'n')).toBe('7 literal 18:13-18:14 23:28-23:38');
    expect(await told(program, 'o')).toMatch(/^unknown/);
    expect(await told(program, 'p')).toBe('30 visible-default 21:35-21:37 23:55-23:67');
    expect(await told(program, 'q')).toMatch(/^"8sx" literal/);
  });

  it('follows imports of names and of modules', async () => {
    const settings = await read('app/settings.py', 'TIMEOUT = 45\nfrom .limits import *\n');
    const limits = await read('app/limits.py', 'READ = 7\n');
    const program = await read('app/a.py', 'from .settings import TIMEOUT, READ\nfrom app import settings\nimport app.settings\na = TIMEOUT\nb = settings.TIMEOUT\nc = app.settings.TIMEOUT\nd = READ\n');
    const importer = importing({ '.settings': settings, 'app.settings': settings, '.limits': limits });
    expect(await told(program, 'a', importer)).toBe('45 literal 1:11-1:13 4:5-4:12');
    expect(await told(program, 'b', importer)).toMatch(/^45 literal 1:11-1:13/);
    expect(await told(program, 'c', importer)).toMatch(/^45 literal 1:11-1:13/);
    expect(await told(program, 'd', importer)).toBe('7 literal 1:8-1:9 7:5-7:9');
  });

  it('resolves callees and tells what stays', async () => {
    const program = await read('a.py', [
      'import requests',
      'from requests import get as fetch',
      'import urllib.request',
      'shared = requests.Session()',
      'class C:',
      '    def __init__(self):',
      '        self.own = requests.Session()',
      '    def use(self):',
      '        self.own.post("/a")',
      'def make():',
      '    made = requests.Session()',
      '    return made',
      'def use():',
      '    with requests.Session() as scoped:',
      '        scoped.get("/b", timeout=(3, 5))',
      '    short = requests.Session()',
      '    short.delete("/c")',
      '    shared.put("/d"); make().head("/e"); fetch("/f"); urllib.request.urlopen("/g")',
      '    requests.Session().patch("/h")',
    ].join('\n'));
    const resolved = (callee: string) => {
      const { module, name, instance } = resolveCallee(program, call(program, callee)) ?? {};
      return [module, name, instance?.callee];
    };
    for (const callee of ['self.own.post', 'scoped.get', 'short.delete', 'shared.put', 'head', 'patch']) {
      expect(resolved(callee)).toEqual(['requests', callee.split('.').at(-1), 'requests.Session']);
    }
    expect(resolved('fetch')).toEqual(['requests', 'get', undefined]);
    expect(resolved('urllib.request.urlopen')).toEqual(['urllib.request', 'urlopen', undefined]);
    expect(callsOf(program, 'get').map((one) => one.callee)).toEqual(['scoped.get', 'fetch']);
    const sessions = callsOf(program, 'Session');
    expect(sessions.map((one) => [one.assigned, outlivesCall(program, one)])).toEqual([['shared', true], ['self.own', true], ['made', true], ['scoped', false], ['short', false], [undefined, false]]);
    expect(at(keyword(call(program, 'scoped.get'), 'timeout')?.place ?? definition(program, 'x').place)).toBe('15:26-15:40');
  });

  it('keeps places behind characters outside the basic plane, and after an error', async () => {
    const program = await read('a.py', 'x = "é😀"; timeout = 30\r\ndef (\r\nlater = 5\r\n');
    expect(at(definition(program, 'timeout').value.place)).toBe('1:22-1:24');
    expect(program.problems.map((one) => one.message)).toEqual(['not understood here; the rest of the file is read']);
    expect(definition(program, 'x').value).toMatchObject({ value: 'é😀' });
  });

  it('does not overflow on deep nesting', async () => {
    const program = await read('a.py', `a = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\nb = 2\n`);
    expect(program.problems).toHaveLength(1);
    expect(await toldOf(definition(program, 'b').value, program, [])).toBe('2 literal 2:5-2:6');
  });
});
