import { describe, expect, it } from 'vitest';
import { goClient } from '../../src/systems/go-client/index.ts';
import { goGrpc } from '../../src/systems/go-grpc/index.ts';
import { goServer } from '../../src/systems/go-server/index.ts';
import { faults, programReader, readFirst, routes, shown } from './program-reader.ts';
import { processOf } from './support.ts';

const main = (body: string, imports = '') => `package main\n\nimport (\n\t"net/http"\n\t"time"\n${imports})\n\nfunc main() {\n${body}\n}\n`;

const layers = (reading: Awaited<ReturnType<typeof readFirst>> | undefined) =>
  (reading?.layers ?? []).map((layer) => [layer.profile, ...layer.listens.map((one) => (one.kind === 'port' ? `${one.protocol} ${one.port}` : one.kind)), ...shown(layer.settings)]);

describe('Go server', () => {
  it('falls back from IdleTimeout to ReadTimeout', async () => {
    const reading = await readFirst(goServer, { 'main.go': main('\tsrv := &http.Server{Addr: ":8001", ReadTimeout: 10 * time.Second}\n\tsrv.WriteTimeout = time.Minute\n\tsrv.ListenAndServe()') });
    expect(layers(reading)).toEqual([['http', 'http/1.1 8001', 'downstream.request ReadTimeout = 10000 @9', 'downstream.response WriteTimeout = 60000 @10', 'downstream.header ReadHeaderTimeout = 10000 @9', 'downstream.idle IdleTimeout = 10000 @9']]);
  });

  it('falls back to ReadHeaderTimeout in old releases only', async () => {
    const source = main('\tsrv := &http.Server{Addr: ":80", ReadHeaderTimeout: 5 * time.Second}\n\tsrv.ListenAndServe()');
    const idle = async (release: string) => layers(await readFirst(goServer, { 'main.go': source, ...(release && { 'go.mod': `module x\n\ngo ${release}\n` }) })).flat().find((line) => line?.startsWith('downstream.idle'));
    expect(await idle('1.19')).toBe('downstream.idle IdleTimeout = 5000 @9');
    expect(await idle('1.23')).toBeUndefined();
    expect(await idle('')).toBe('downstream.idle IdleTimeout = 5000|never @9');
  });

  it('takes a bare integer for nanoseconds and says so', async () => {
    const reading = await readFirst(goServer, { 'main.go': main('\tsrv := &http.Server{Addr: ":80", IdleTimeout: 60, ReadTimeout: 0}\n\tsrv.ListenAndServe()') });
    expect(reading.layers?.[0]?.settings.find((one) => one.name === 'IdleTimeout')?.value).toMatchObject({ kind: 'known', amount: expect.closeTo(0.00006, 9), written: '60' });
    expect(faults(reading)).toEqual(['suspect IdleTimeout @9 no']);
  });

  it('knows that ListenAndServe sets nothing', async () => {
    const reading = await readFirst(goServer, { 'main.go': main('\thttp.ListenAndServe(":9000", nil)\n\ttime.Sleep(1)') });
    expect(layers(reading)).toEqual([['http', 'http/1.1 9000']]);
  });

  it('reads the flags of a process, and their defaults', async () => {
    const files = {
      'cmd/api/main.go': main('\td := viper.GetDuration("idle")\n\tsrv := &http.Server{Addr: fmt.Sprintf(":%d", viper.GetInt("port")), IdleTimeout: d, WriteTimeout: *write}\n\tsrv.ListenAndServe()', '\t"fmt"\n\t"github.com/spf13/viper"\n'),
      'flags.go': 'package cli\n\nimport "time"\n\nfunc Init(c *cobra.Command) {\n\tc.Flags().DurationP("idle", "i", 20*time.Second, "idle")\n\tc.Flags().Int("port", 3000, "port")\n}\n',
    };
    const given = await goServer.fromProcess?.(processOf({ argv: ['/api', '--idle=90s'] }), programReader(files));
    expect(layers(given)).toEqual([['http', 'http/1.1 3000', 'downstream.response WriteTimeout = unknown @12', 'downstream.idle IdleTimeout = 90000 @1']]);
    const plain = await goServer.fromProcess?.(processOf({ argv: ['/api'] }), programReader(files));
    expect(layers(plain)[0]?.at(-1)).toBe('downstream.idle IdleTimeout = 20000 @6');
    expect(plain?.layers?.[0]?.settings.at(-1)?.provenance).toEqual({ kind: 'visible-default', variable: '--idle' });
  });

  it('gives h2c connections the limit of their own server', async () => {
    const reading = await readFirst(goServer, {
      'api/main.go': main('\tsrv := &http.Server{Addr: ":80", Handler: wrap.H2C(nil), IdleTimeout: 620 * time.Second}\n\tsrv.ListenAndServe()', '\t"example.com/x/shared/wrap"\n'),
      'shared/wrap/h2c.go': 'package wrap\n\nimport (\n\t"time"\n\t"golang.org/x/net/http2"\n\t"golang.org/x/net/http2/h2c"\n)\n\nfunc H2C(h http.Handler) http.Handler {\n\treturn h2c.NewHandler(h, &http2.Server{IdleTimeout: 2 * time.Minute})\n}\n',
    });
    expect(layers(reading)).toEqual([['http', 'http/1.1 80', 'downstream.idle IdleTimeout = 620000 @10'], ['h2', 'h2 80', 'downstream.idle IdleTimeout = 120000 @10']]);
  });

  it('is not the server of a program of another name', async () => {
    const other = { workload: { kind: 'service', name: 'shop' }, container: 'shop' };
    const files = { 'cmd/api/main.go': main('\thttp.ListenAndServe(":9000", nil)'), 'cmd/web/main.go': main('\thttp.ListenAndServe(":9001", nil)') };
    expect(await goServer.fromProcess?.(processOf({ argv: ['nginx'] }), programReader(files))).toBeUndefined();
    expect(await goServer.fromProcess?.(processOf({ ...other, argv: ['/usr/bin/thing'] }), programReader(files))).toBeUndefined();
    expect(layers(await goServer.fromProcess?.(processOf({ ...other, argv: ['/usr/bin/api'] }), programReader(files)))).toEqual([['http', 'http/1.1 9000']]);
  });
});

describe('Go client', () => {
  it('reads clients, transports and requests', async () => {
    const reading = await readFirst(goClient, {
      'client.go': `package c

import (
	"context"
	"net"
	"net/http"
	"time"
)

var client = &http.Client{
	Timeout: 30 * time.Second,
	Transport: &http.Transport{
		IdleConnTimeout: 50 * time.Second,
		DialContext: (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: -1}).DialContext,
	},
}

func a(ctx context.Context) {
	req, _ := http.NewRequest("GET", "http://api:8080/a", nil)
	client.Do(req)
	http.Get("http://api/b")
}

func b(ctx context.Context) {
	inner, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(inner, "GET", "http://api/c", nil)
	http.DefaultClient.Do(req)
	other, _ := http.NewRequestWithContext(ctx, "GET", "http://api/d", nil)
	http.DefaultClient.Do(other)
}
`,
    });
    expect(routes(reading)).toEqual(['/a, api:8080, pooled yes, upstream.deadline Client.Timeout = 30000 @11, upstream.idle IdleConnTimeout = 50000 @13, upstream.connect Dialer.Timeout = 5000 @14, probe.idle Dialer.KeepAlive = never @14']);
    expect(routes(reading, 1)).toEqual(['/b, api:80, pooled yes', '/c, api:80, pooled yes, upstream.deadline context.WithTimeout = 3000 @25', '/d, api:80, pooled yes, upstream.deadline context = unknown @29']);
    expect(reading.layers?.map((layer) => layer.profile)).toEqual(['bare', 'default']);
  });

  it('reads a reverse proxy as one', async () => {
    const reading = await readFirst(goClient, { 'p.go': 'package p\n\nimport (\n\t"net/http"\n\t"net/http/httputil"\n\t"net/url"\n\t"time"\n)\n\nfunc proxy() http.Handler {\n\ttarget, _ := url.Parse("http://backend:8080")\n\tp := httputil.NewSingleHostReverseProxy(target)\n\tp.Transport = &http.Transport{IdleConnTimeout: 20 * time.Second}\n\treturn p\n}\n' });
    expect(routes(reading)).toEqual(['*, backend:8080, pooled yes, upstream.idle IdleConnTimeout = 20000 @13']);
    expect(reading.layers?.map((layer) => `${layer.kind} ${layer.profile}`)).toEqual(['proxy proxy-bare']);
  });

  it('suspects seconds that a parameter of type time.Duration is given', async () => {
    const source = (value: string) => ({ 'c.go': `package c\n\nimport (\n\t"net/http"\n\t"time"\n)\n\nfunc seconds(name string, def time.Duration) time.Duration { return def }\n\nfunc make() *http.Client { return &http.Client{Timeout: seconds("X", ${value})} }\n` });
    expect(faults(await readFirst(goClient, source('60')))).toEqual(['suspect Client.Timeout @10 no']);
    expect(faults(await readFirst(goClient, source('60*time.Second')))).toEqual([]);
  });
});

describe('grpc-go', () => {
  it('reads keepalive parameters and the target', async () => {
    const source = 'package c\n\nimport (\n\t"time"\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/keepalive"\n)\n\nvar kp = keepalive.ClientParameters{Time: 60 * time.Second}\n\nfunc dial() {\n\tgrpc.NewClient("dns:///inventory:9090", grpc.WithKeepaliveParams(kp))\n}\n';
    expect(routes(await readFirst(goGrpc, { 'c.go': source }))).toEqual(['*, inventory:9090, pooled yes, probe.idle keepalive.ClientParameters.Time = 60000 @9']);
    const old = source.replace('grpc.NewClient("dns:///inventory:9090", grpc.WithKeepaliveParams(kp))', 'grpc.Dial(addr)').replace(', grpc.WithKeepaliveParams(kp)', '');
    expect((await readFirst(goGrpc, { 'c.go': old })).layers?.[0]?.profile).toBe('versioned');
  });
});
