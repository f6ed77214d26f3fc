import { describe, expect, it } from 'vitest';
import { keyword, outlivesCall, resolveCallee } from '../../../src/syntax/program/query.ts';
import { at, call, callsOf, definition, importing, read, told, toldOf } from './support.ts';

const text = [
  'package main',
  'import (',
  '\t"net/http"',
  '\t"github.com/go-chi/chi/v5"',
  '\tpb "example.com/pb"',
  '\t"os"; "cmp"; "time"; "flag"',
  ')',
  'const (',
  '\tidle, read = 620 * time.Second, 75',
  ')',
  'var shared http.Server',
  'var flagged = flag.Duration("wait", 20*time.Second, "help")',
  'func serve(mux http.Handler, n, m int) *http.Server {',
  '\tsrv := &http.Server{Addr: ":80", IdleTimeout: idle, ReadTimeout: time.Duration(read) * time.Second}',
  '\tsrv.WriteTimeout = 1 * time.Minute',
  '\tshared.IdleTimeout = 15',
  '\tif n > 0 { srv.ReadTimeout = 5 }',
  '\tport := cmp.Or(os.Getenv("PORT"), "80")',
  '\tparsed, err := time.ParseDuration("1m30s")',
  '\twait := *flagged',
  '\tgrpc.Dial(target, grpc.WithParams(keepalive.Params{Time: 60 * time.Second}))',
  '\treturn srv',
  '}',
  'func fetch() { c := http.Client{}; c.Get("/a"); http.Get("/b"); serve(nil, 1, 2).Close(); wrong := idle * time.Second }',
].join('\n');

describe('go', () => {
  it('reads imports by package name', async () => {
    const program = await read('a.go', text);
    expect(program.imports.map((one) => `${one.local}=${one.module} ${at(one.place)}`).slice(0, 3)).toEqual([
      'http=net/http 3:2-3:12', 'chi=github.com/go-chi/chi/v5 4:2-4:28', 'pb=example.com/pb 5:2-5:21',
    ]);
  });

  it('reads composite literals as calls with fields', async () => {
    const program = await read('a.go', text);
    const [zero, server] = callsOf(program, 'Server');
    expect(zero).toMatchObject({ construct: 'literal', assigned: 'shared', keywords: [] });
    expect(server).toMatchObject({ construct: 'literal', assigned: 'srv', callee: 'http.Server' });
    expect(server === undefined ? [] : server.keywords.map((one) => `${one.name} ${at(one.place)}`)).toEqual(['Addr 14:22-14:33', 'IdleTimeout 14:35-14:52', 'ReadTimeout 14:54-14:100']);
    expect(keyword(call(program, 'keepalive.Params'), 'Time')?.value.text).toBe('60 * time.Second');
    expect(program.functions.find((one) => one.name === 'serve')?.parameters.map((one) => one.name)).toEqual(['mux', 'n', 'm']);
  });

  it('evaluates durations, constants, the environment and flags', async () => {
    const program = await read('a.go', text);
    const server = call(program, 'http.Client');
    const [, made] = callsOf(program, 'Server');
    const field = (name: string) => (made === undefined ? undefined : keyword(made, name)?.value);
    expect(await toldOf(field('IdleTimeout'), program, made?.scope ?? [])).toBe('620000 ms literal 9:15-9:32 14:48-14:52');
    expect(await toldOf(field('ReadTimeout'), program, made?.scope ?? [])).toBe('75000 ms literal 9:34-9:36 14:81-14:85 14:89-14:100');
    expect(await told(program, 'srv.WriteTimeout')).toBe('60000 ms literal 15:21-15:36');
    expect(await told(program, 'shared.IdleTimeout')).toBe('15 literal 16:23-16:25');
    expect(await told(program, 'port')).toBe('"80" visible-default PORT 18:36-18:40');
    expect(await told(program, 'parsed')).toBe('90000 ms literal 19:17-19:44');
    expect(await told(program, 'wait')).toMatch(/^20000 ms visible-default wait/);
    expect(await told(program, 'wrong')).toBe('unknown: not arithmetic on numbers');
    expect(definition(program, 'srv.ReadTimeout').conditional).toBe(true);
    expect(definition(program, 'shared.IdleTimeout').owner).toEqual([]);
    expect(outlivesCall(program, server)).toBe(false);
    expect(made !== undefined && outlivesCall(program, made)).toBe(true);
  });

  it('resolves methods on literals and on what own functions return', async () => {
    const program = await read('a.go', text);
    expect(resolveCallee(program, call(program, 'c.Get'))).toMatchObject({ module: 'net/http', name: 'Get', instance: { callee: 'http.Client' } });
    expect(resolveCallee(program, call(program, 'http.Get'))).toEqual({ module: 'net/http', name: 'Get' });
    expect(resolveCallee(program, call(program, 'Close'))).toMatchObject({ module: 'net/http', name: 'Close', instance: { assigned: 'srv' } });
  });

  it('finds constants of another package', async () => {
    const program = await read('a.go', 'package a\nimport "example.com/limits"\nvar a = limits.Read\n');
    const limits = await read('limits/limits.go', 'package limits\nimport "time"\nconst Read = 5 * time.Second\n');
    expect(await told(program, 'a', importing({ 'example.com/limits': limits }))).toBe('5000 ms literal 3:14-3:29 3:9-3:20');
  });
});
