import { describe, expect, it } from 'vitest';
import { dotnetHttpclient } from '../../src/systems/dotnet-httpclient/index.ts';
import { faults, readFirst, routes } from './program-reader.ts';

const project = { 'App/App.csproj': '<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>' };

describe('.NET HttpClient', () => {
  it('reads a field with its calls', async () => {
    const reading = await readFirst(dotnetHttpclient, {
      'App/Api.cs': `using System.Net.Http;
class Api {
    private static readonly HttpClient client = new HttpClient { Timeout = TimeSpan.FromSeconds(30), BaseAddress = new Uri("http://api:5000/v1/") };
    public async Task Run() {
        await client.GetStringAsync("items");
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://other.example/x");
        await client.SendAsync(request);
    }
}
`, ...project,
    });
    expect(routes(reading)).toEqual(['/v1/items, api:5000, pooled yes, upstream.deadline HttpClient.Timeout = 30000 @3', '/x, other.example:443, pooled yes, upstream.deadline HttpClient.Timeout = 30000 @3']);
    expect(reading.layers?.[0]?.version.known).toBe('8.0');
  });

  it('reads a handler with probes of its own, and a local client', async () => {
    const reading = await readFirst(dotnetHttpclient, {
      'App/Api.cs': `class Api {
    private readonly HttpClient kept;
    public Api() {
        var handler = new SocketsHttpHandler {
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            ConnectCallback = async (c, t) => {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
                return new NetworkStream(socket, true);
            }
        };
        kept = new HttpClient(handler);
        kept.Timeout = Timeout.InfiniteTimeSpan;
    }
    public async Task Run() {
        using var local = new HttpClient();
        await local.GetAsync("http://api/local");
        await kept.GetAsync("http://api/kept");
    }
}
`, ...project,
    });
    expect(reading.layers?.flatMap((_, index) => routes(reading, index))).toEqual([
      '/kept, api:80, pooled yes, upstream.deadline HttpClient.Timeout = never @13, upstream.idle PooledConnectionIdleTimeout = 120000 @5, probe.idle TcpKeepAliveTime = 60000 @8',
      '/local, api:80, pooled no',
    ]);
  });

  it('names what looks like probes and is none', async () => {
    const source = (rest: string) => ({ 'App/Api.cs': `class Api {\n    HttpClient client = new HttpClient(new SocketsHttpHandler { KeepAlivePingDelay = TimeSpan.FromSeconds(30) });\n    void Init() { ${rest} }\n}\n`, ...project });
    expect(faults(await readFirst(dotnetHttpclient, source('ServicePointManager.SetTcpKeepAlive(true, 60000, 1000);')))).toEqual(['ineffective SetTcpKeepAlive @3 no', 'ineffective KeepAlivePingDelay @2 no']);
    expect(faults(await readFirst(dotnetHttpclient, source('client.DefaultRequestVersion = HttpVersion.Version20;')))).toEqual([]);
  });

  it('leaves the limits of an injected client open', async () => {
    const reading = await readFirst(dotnetHttpclient, { 'App/Api.cs': `class Api(HttpClient http) {\n    public Task Run() => http.GetAsync("http://api/x");\n}\n`, ...project });
    expect(reading.layers?.map((layer) => layer.profile)).toEqual(['core-injected']);
  });
});
