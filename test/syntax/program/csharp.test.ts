import { describe, expect, it } from 'vitest';
import { keyword, outlivesCall, resolveCallee } from '../../../src/syntax/program/query.ts';
import { at, call, callsOf, definition, read, told, toldOf } from './support.ts';

const text = [
  'using System.Net.Http;',
  'using Web = My.Web;',
  'public class Api : Base, IApi {',
  '  private readonly HttpClient client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(100) };',
  '  private const int Seconds = 5;',
  '  private static HttpClient Shared { get; } = new();',
  '  private HttpClient late;',
  '  public Api(int wait = 7) { late = new HttpClient(); this.client.Timeout = TimeSpan.FromMinutes(1); Waits = wait; }',
  '  public async Task Run() {',
  '    using var scoped = new HttpClient();',
  '    HttpClient local = new() { Timeout = Timeout.InfiniteTimeSpan };',
  '    await local.GetAsync("/a"); await client.PostAsync($"/b/{Seconds}", body); late.Send(x);',
  '    services.AddHttpClient("x", c => { c.Timeout = TimeSpan.FromSeconds(Seconds); }).AddPolicy();',
  '    var a = int.Parse(Environment.GetEnvironmentVariable("X") ?? "5");',
  '    var b = new TimeSpan(0, 1, 30); var d = int.MaxValue; var e = TimeSpan.Parse("00:01:00");',
  '    if (d > 5) { local.MaxResponseContentBufferSize = 1; }',
  '    var f = Configuration.GetValue<int>("Limits:Read", 30);',
  '    var full = new System.Net.Http.HttpClient();',
  '  }',
  '}',
].join('\n');

describe('c#', () => {
  it('reads usings, fields, properties and local variables', async () => {
    const program = await read('Api.cs', text);
    expect(program.imports.map((one) => `${one.local}=${one.module}#${one.name}`)).toEqual(['*=System.Net.Http#*', 'Web=My.Web#*']);
    expect(program.classes.map((one) => [one.name, one.bases])).toEqual([['Api', ['Base', 'IApi']]]);
    expect(program.definitions.slice(0, 6).map((one) => [one.name, at(one.place), one.field, one.owner?.map((frame) => frame.name)])).toEqual([
      ['client', '4:31-4:103', true, undefined],
      ['Seconds', '5:21-5:32', true, undefined],
      ['Shared', '6:3-6:53', true, undefined],
      ['late', '7:22-7:26', true, undefined],
      ['late', '8:30-8:53', undefined, ['Api']],
      ['this.client.Timeout', '8:55-8:100', undefined, ['Api']],
    ]);
    expect(definition(program, 'local.MaxResponseContentBufferSize').conditional).toBe(true);
  });

  it('finds clients, target-typed ones too, and what they are given', async () => {
    const program = await read('Api.cs', text);
    const clients = callsOf(program, 'HttpClient', 'System.Net.Http.HttpClient');
    expect(clients.map((one) => [one.assigned, outlivesCall(program, one)])).toEqual([
      ['client', true], ['Shared', true], ['late', true], ['scoped', false], ['local', false], ['full', false],
    ]);
    const [first, , , , local] = clients;
    expect(first === undefined ? undefined : at(keyword(first, 'Timeout')?.place ?? first.place)).toBe('4:66-4:101');
    expect(await toldOf(local && keyword(local, 'Timeout')?.value, program, local?.scope ?? [])).toBe('Infinity ms literal 11:42-11:66');
    expect(resolveCallee(program, call(program, 'client.PostAsync'))).toMatchObject({ name: 'PostAsync', instance: first });
    expect(resolveCallee(program, call(program, 'local.GetAsync'))).toMatchObject({ name: 'GetAsync', instance: local });
    expect(resolveCallee(program, call(program, 'late.Send'))).toMatchObject({ name: 'Send', instance: { assigned: 'late' } });
  });

  it('evaluates time spans and the environment', async () => {
    const program = await read('Api.cs', text);
    expect(await told(program, 'this.client.Timeout')).toBe('60000 ms literal 8:77-8:100');
    expect(await told(program, 'c.Timeout')).toBe('5000 ms literal 5:31-5:32 13:73-13:80');
    expect(await told(program, 'a')).toBe('5 visible-default X 14:66-14:69');
    expect(await told(program, 'b')).toBe('90000 ms literal 15:13-15:35');
    expect(await told(program, 'd')).toBe('2147483647 literal 15:45-15:57');
    expect(await told(program, 'e')).toBe('60000 ms literal 15:67-15:93');
    expect(await told(program, 'f')).toBe('30 visible-default Limits:Read 17:56-17:58');
    expect(await told(program, 'Waits')).toBe('7 visible-default 8:25-8:26 8:110-8:114');
    expect(call(program, 'AddPolicy').receiver).toBe(call(program, 'services.AddHttpClient'));
  });
});
