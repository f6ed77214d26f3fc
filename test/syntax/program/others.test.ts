import { describe, expect, it } from 'vitest';
import { keyword, outlivesCall, recordEntry, resolveCallee } from '../../../src/syntax/program/query.ts';
import { at, call, callsOf, definition, read, told, toldOf } from './support.ts';

describe('ruby', () => {
  const text = [
    'require "net/http"',
    'Rack::Timeout.service_timeout = 80',
    'timeout 120',
    'worker_timeout 20 if ENV["RACK_ENV"] == "development"',
    'threads Integer(ENV.fetch("N", 5)), ENV.fetch("M") { 6 }.to_i',
    'class Client < Base::Http',
    '  WAIT = 5.seconds',
    '  def initialize(url, timeout: 30)',
    '    @conn = Faraday.new(url: url, request: { open_timeout: 2 }) do |f|',
    '      f.options.timeout = timeout',
    '    end',
    '    @wait = WAIT',
    '  end',
    '  def get = @conn.get("/a", timeout: 3)',
    'end',
    'http = Net::HTTP.new(host)',
    'http.read_timeout = 2 * 30',
    'listen "/tmp/a.sock", backlog: 64',
  ].join('\n');

  it('reads calls without parentheses, keywords and conditions', async () => {
    const program = await read('a.rb', text);
    expect(at(call(program, 'timeout').place)).toBe('3:1-3:12');
    expect(call(program, 'timeout').conditional).toBeUndefined();
    expect(call(program, 'worker_timeout')).toMatchObject({ conditional: true, args: [{ value: 20 }] });
    expect(keyword(call(program, 'listen'), 'backlog')?.value.text).toBe('64');
    expect(program.definitions.map((one) => `${one.name} ${at(one.place)}`)).toEqual([
      'Rack.Timeout.service_timeout 2:1-2:35', 'WAIT 7:3-7:19', '@conn 9:5-11:8', 'f.options.timeout 10:7-10:34', '@wait 12:5-12:17', 'http 16:1-16:27', 'http.read_timeout 17:1-17:27',
    ]);
  });

  it('evaluates and resolves', async () => {
    const program = await read('a.rb', text);
    const [first, second] = call(program, 'threads').args;
    expect(await toldOf(first, program, [])).toBe('5 visible-default N 5:32-5:33');
    expect(await toldOf(second, program, [])).toMatch(/^6 visible-default M/);
    expect(await told(program, '@wait')).toBe('5000 ms literal 7:10-7:19 12:13-12:17');
    expect(await told(program, 'f.options.timeout')).toBe('30 visible-default 8:32-8:34 10:27-10:34');
    expect(await told(program, 'http.read_timeout')).toBe('60 literal 17:21-17:27');
    expect(resolveCallee(program, call(program, '@conn.get'))).toMatchObject({ module: '', name: 'get', instance: { callee: 'Faraday.new' } });
    expect(outlivesCall(program, call(program, 'Faraday.new'))).toBe(true);
    expect(callsOf(program, 'Net.HTTP.new')).toHaveLength(1);
  });
});

describe('java', () => {
  it('reads builder chains, fields and durations', async () => {
    const program = await read('A.java', [
      'import java.net.http.HttpClient;',
      'import java.time.*;',
      'class A extends Base {',
      '  private static final int WAIT = 5;',
      '  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(WAIT)).build();',
      '  @Bean Object make(Builder b) {',
      '    try (Client d = Clients.createDefault()) { client.send(d); }',
      '    long x = Long.parseLong(System.getenv().getOrDefault("X", "7"));',
      '    return b.setReadTimeout(Duration.ofMillis(x));',
      '  }',
      '}',
    ].join('\n'));
    expect(program.problems).toEqual([]);
    expect(await toldOf(call(program, 'connectTimeout').args[0], program, call(program, 'connectTimeout').scope)).toBe('5000 ms literal 4:35-4:36 5:95-5:99');
    expect(await toldOf(call(program, 'b.setReadTimeout').args[0], program, call(program, 'b.setReadTimeout').scope)).toMatch(/^7 ms visible-default X|^7/);
    expect(resolveCallee(program, call(program, 'connectTimeout'))).toMatchObject({ module: 'java.net.http', name: 'connectTimeout', instance: { callee: 'HttpClient.newBuilder' } });
    expect(call(program, 'Clients.createDefault').scoped).toBe(true);
    expect(program.functions[0]?.decorators).toEqual(['Bean']);
  });
});

describe('php', () => {
  it('reads arrays, properties and constants', async () => {
    const program = await read('a.php', [
      '<?php',
      'use GuzzleHttp\\Client;',
      'class Api {',
      '  const LIMIT = 30; private $client = null;',
      '  function __construct(private int $wait = 5) {',
      '    $this->client = new Client(["timeout" => getenv("X") ?: 30]);',
      '    $this->client->get("/a", ["timeout" => self::LIMIT]);',
      '    curl_setopt($ch, CURLOPT_TIMEOUT, $this->wait);',
      '  }',
      '}',
    ].join('\n'));
    const entry = (callee: string, position: number) => {
      const argument = call(program, callee).args[position];
      return argument === undefined ? undefined : recordEntry(argument, 'timeout');
    };
    const { scope } = definition(program, 'this.client');
    expect(await toldOf(entry('Client', 0), program, scope)).toBe('30 visible-default X 6:61-6:63');
    expect(await toldOf(entry('this.client.get', 1), program, scope)).toBe('30 literal 4:17-4:19 7:44-7:55');
    expect(await toldOf(call(program, 'curl_setopt').args[2], program, scope)).toMatch(/^5 visible-default 5:44-5:45/);
    expect(resolveCallee(program, call(program, 'this.client.get'))).toMatchObject({ module: 'GuzzleHttp', name: 'get', instance: { callee: 'Client', construct: 'new' } });
  });
});

describe('any text', () => {
  const samples = {
    'a.ts': 'export const a = { b: [1, ...c], d: `x${await e?.f!.g(1)}` }; class K extends L { @m() n = new O(function* () { return this.p ??= -q }) }',
    'a.py': '@d(1)\nclass A(B):\n  x: int = f"{y!r}"\n  async def g(self, *a, k=1, **kw):\n    with open(a[0]["b"]) as h, i: return [j for j in k if l] or {**m}\n',
    'a.go': 'package a\nimport ("b"; c "d")\nfunc (r *R) f(x ...int) (int, error) { defer g(&T{A: 1, []int{2}}); switch y := x.(type) { case int: return m["a"][1:2], nil } }',
    'A.cs': 'using A; namespace B { class C<T> : D { int e => f?.g!.h(i: 1, out var j); K l = new() { M = { 1 }, ["n"] = $"{o}" }; } }',
    'a.rb': 'class A < B\n  c ||= d[:e] do |f, *g, h: 1| i&.j = "#{k}" unless l end\nend\ncase m when 1 then n end',
    'A.java': 'import a.*; class B<C> { D<E>[] f = new D[]{ g::h, (i) -> { return (j) k.l().m; } }; }',
    'a.php': '<?php use A\\{B as C}; $d["e"][] = fn(?int ...$f) => $g?->h::I ?? [1, ...$j, "k{$l->m}" => new class {}];',
  };

  it.each(Object.entries(samples))('cut anywhere, %s gives a program', async (path, sample) => {
    for (let length = 0; length <= sample.length; length += 3) {
      const program = await read(path, sample.slice(0, length));
      for (const one of program.calls) resolveCallee(program, one), outlivesCall(program, one);
      for (const one of program.definitions) await toldOf(one.value, program, one.scope);
      expect(program.problems.length).toBeLessThan(3);
    }
  });

  it('gives up on names that lead everywhere', async () => {
    const names = 'abcdefghij'.split('');
    const program = await read('a.js', `${names.map((name) => `let ${name} = f();`).join('')}${names.flatMap((one) => names.map((other) => `${one} = ${other}.x;`)).join('\n')}\nconst z = a.x.y; a.x.run();`);
    expect(await told(program, 'z')).toMatch(/^unknown/);
    expect(resolveCallee(program, call(program, 'a.x.run'))).toBeUndefined();
  });

  it('knows nothing of other extensions', async () => {
    await expect(read('a.rs', 'fn main() {}')).rejects.toThrow('not read');
  });
});
