import { describe, expect, it } from 'vitest';
import type { Process } from '../../src/model/process.ts';
import { curlCommands } from '../../src/systems/curl/command.ts';
import { readCurl } from '../../src/systems/curl/read.ts';
import { dotnetRestsharp } from '../../src/systems/dotnet-restsharp/index.ts';
import { phpCurl } from '../../src/systems/php-curl/index.ts';
import { phpGuzzle } from '../../src/systems/php-guzzle/index.ts';
import type { Reading } from '../../src/systems/system.ts';
import { readFirst, routes } from './program-reader.ts';

const all = (reading: Reading): readonly string[] => (reading.layers ?? []).flatMap((_, index) => routes(reading, index));

describe('RestSharp', () => {
  it('reads its options and those of a request, a TimeSpan or milliseconds', async () => {
    const reading = await readFirst(dotnetRestsharp, {
      'App/Api.cs': `using RestSharp;
class Api {
  private readonly RestClient client;
  public Api(RestClientOptions given) {
    var options = new RestClientOptions("http://stock:8080") { MaxTimeout = 30_000 };
    client = new RestClient(options);
  }
  public async Task One() {
    var request = new RestRequest("items/{id}", Method.Get);
    request.Timeout = TimeSpan.FromMinutes(5);
    await client.ExecuteAsync<Item>(request);
    await client.ExecuteAsync(new RestRequest("all"));
  }
  public async Task Two(RestClientOptions given) {
    using var local = new RestClient(given);
    await local.GetAsync(new RestRequest("x"));
    new RestClient("http://plain/").Execute(new RestRequest("y") { Timeout = -1 });
  }
}
`,
      'App/App.csproj': '<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
    });
    expect(all(reading)).toEqual([
      '^/items/[^/]+$, stock:8080, pooled yes, upstream.deadline Timeout = 300000 @10',
      '/all, stock:8080, pooled yes, upstream.deadline MaxTimeout = 30000 @5',
      '/x, unknown the host is only known at run time, pooled no, upstream.deadline Timeout = unknown @15',
      '/y, plain:80, pooled no, upstream.deadline Timeout = never @17',
    ]);
  });
});

describe('Guzzle', () => {
  it('reads the options of a client under its constants too, and those of a call', async () => {
    const reading = await readFirst(phpGuzzle, {
      'src/Api.php': `<?php
use GuzzleHttp\\Client as Http;
use GuzzleHttp\\RequestOptions;
class Api {
  private Http $client;
  public function __construct(private array $options) {
    $this->client = new Http(['base_uri' => 'http://rates:8080', RequestOptions::TIMEOUT => 2.5]);
  }
  public function go() {
    $this->client->request('GET', '/now');
    $this->client->post('/slow', ['timeout' => 0]);
    $this->client->get('/given', $this->options);
    (new Http(['handler' => $stack]))->get('http://other/x');
  }
}
`,
    });
    expect(all(reading)).toEqual([
      '/now, rates:8080, pooled no, upstream.deadline timeout = 2500 @7',
      '/slow, rates:8080, pooled no, upstream.deadline timeout = never @11',
      '/given, rates:8080, pooled no, upstream.deadline timeout = unknown @12',
      '/x, other:80, pooled no, upstream.deadline timeout = unknown @13',
    ]);
  });
});

describe('PHP cURL', () => {
  it('reads the options of a handle that stays in its function', async () => {
    const reading = await readFirst(phpCurl, {
      'src/call.php': `<?php
function limited() {
  $ch = curl_init("http://a/x");
  curl_setopt($ch, CURLOPT_TIMEOUT, 10);
  return curl_exec($ch);
}
function open() {
  $ch = curl_init();
  curl_setopt_array($ch, [CURLOPT_URL => "http://b/y", CURLOPT_CONNECTTIMEOUT => 3]);
  $out = curl_exec($ch);
  return $out;
}
function handed($options) {
  $ch = curl_init("http://c/z");
  configure($ch);
  return curl_exec($ch);
}
`,
    });
    expect(all(reading)).toEqual([
      '/x, a:80, pooled no, upstream.deadline CURLOPT_TIMEOUT = 10000 @4',
      '/y, b:80, pooled no, upstream.connect CURLOPT_CONNECTTIMEOUT = 3000 @9',
      '/z, c:80, pooled no, upstream.deadline CURLOPT_TIMEOUT = unknown @14',
    ]);
  });
});

describe('curl', () => {
  const place = { file: 'k8s/job.yaml', line: 9, column: 1, endLine: 9, endColumn: 2 };
  const text = (value: string) => ({ value, expression: value, places: [place] as const, origin: 'configured' as const });
  const calls = (argv: readonly string[], kind = 'cronjob', image?: string) =>
    curlCommands({ argv: argv.map(text), env: new Map(), workload: { kind, name: 'call' }, ...(image === undefined ? {} : { image: { name: image, tag: undefined, text: text(image), bases: [] } }) } as unknown as Process)
      .map(({ options, urls }) => [...urls.map(({ value }) => value), ...options.map(({ name, text: { value } }) => `${name} ${value}`)].join(' | '));

  it('reads options in every form', () => {
    expect(calls(['curl', '-fsSm30', '-XPOST', '-H', 'A: b', '--connect-timeout', '5', 'http://a/x', '--no-keepalive', '--url', 'b/y'])).toEqual(['http://a/x | b/y | --max-time 30 | --request POST | --header A: b | --connect-timeout 5 | --no-keepalive --no-keepalive']);
    expect(calls(['-fsS', 'https://a/x'], 'job', 'docker.io/curlimages/curl')).toEqual(['https://a/x | -fsS -fsS']);
  });

  it('keeps a connection for the next URL, which is idle only with --rate', async () => {
    const pooled = async (argv: readonly string[]) => {
      const reading = await readCurl({ argv: argv.map(text), env: new Map(), workload: { kind: 'cronjob', name: 'call' }, place } as unknown as Process);
      return reading?.layers?.flatMap(({ routes: calls }) => calls.map((one) => one.upstream?.pooled.value));
    };
    expect(await pooled(['curl', '--rate', '2/m', 'http://a/x', 'http://a/y'])).toEqual(['yes', 'yes']);
    expect(await pooled(['curl', '--rate', '2/m', 'http://a/x'])).toEqual(['no']);
    expect(await pooled(['curl', 'http://a/x', 'http://a/y'])).toEqual(['no', 'no']);
  });

  it('takes the command line of a job, not that of a server or what may not run', () => {
    const script = ['/bin/sh', '-c', 'set -e; curl -m 9 http://a/x && if true; then curl http://b; fi'];
    expect(calls(script)).toEqual(['http://a/x | --max-time 9']);
    expect(calls(script, 'deployment')).toEqual([]);
  });
});
