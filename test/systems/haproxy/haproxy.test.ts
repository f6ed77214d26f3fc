import { describe, expect, it } from 'vitest';
import { haproxy } from '../../../src/systems/haproxy/index.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { shown } from '../scene.ts';
import { processOf, readerOf } from '../support.ts';

const main = '/usr/local/etc/haproxy/haproxy.cfg';
const run = async (config: string, image = 'haproxy:2.8', env = {}): Promise<Reading | undefined> => haproxy.fromProcess?.(processOf({ image, env, files: { [main]: config } }), readerOf({}));
const layer = async (...given: Parameters<typeof run>): Promise<LayerReading> => (await run(...given))?.layers?.[0] ?? expect.fail();
const settings = ({ settings: own, routes }: LayerReading) => [...own, ...(routes[0]?.settings ?? [])].map(shown);
const faults = (reading: Reading | undefined) => reading?.written?.map(({ fault, name, text }) => `${fault} ${name} ${text.value}`);

const web = (defaults: string, back = '', front = ''): string => `defaults\n mode http\n${defaults}\nfrontend web\n bind :80\n${front}\n default_backend app\nbackend app\n${back}\n server a app:8000 check\n`;

describe('haproxy', () => {
  it('counts bare times in milliseconds and joins frontend and backend', async () => {
    const found = await layer(web(' timeout client 50000\n timeout server 1m\n timeout connect 5s\n timeout http-request 10s'));
    expect(settings(found)).toEqual([
      'downstream.send timeout client=50000', 'downstream.header timeout http-request=10000', 'downstream.idle timeout http-keep-alive=10000',
      'upstream.connect timeout connect=5000', 'upstream.read timeout server=60000', 'upstream.send timeout server=60000', 'upstream.idle 3 × pool-purge-delay=15000',
    ]);
    expect(found).toMatchObject({ name: 'HAProxy (service/web)', version: { known: '2.8' }, listens: [{ kind: 'port', port: 80 }] });
    expect(found.routes).toMatchObject([{ upstream: { target: { kind: 'host', host: 'app', port: 8000 }, protocol: 'http/1.1', pooled: { value: 'yes' } } }]);
  });

  it.each([
    [' timeout http-keep-alive 3s\n timeout client 30s', 3000],
    [' timeout http-keep-alive 8s\n timeout client 3s', 3000],
    [' timeout http-request 4s\n timeout client 30s', 4000],
    [' timeout client 6s', 6000],
    [' timeout client 0\n timeout http-keep-alive 9s', 9000],
  ])('waits for the next request as measured: %j', async (defaults, amount) => {
    const idle = (await layer(web(defaults))).settings.find(({ timer }) => timer === 'downstream.idle');
    expect(idle?.value).toMatchObject({ kind: 'known', amount });
  });

  it('takes named defaults, and its own lines before them', async () => {
    const found = await layer('defaults one\n mode http\n timeout server 10s\ndefaults two\n mode tcp\n timeout server 20s\nlisten a from one\n bind :1\n server x h:2\n');
    expect(settings(found)).toContain('upstream.read timeout server=10000');
    expect(settings(await layer(web(' timeout server 10s', ' timeout server 90s')))).toContain('upstream.read timeout server=90000');
  });

  it.each([
    ['option httpclose', 'no'], ['option http-server-close', 'no'], ['option http-keep-alive', 'yes'], ['option httpclose\n no option httpclose', 'yes'],
    ['retry-on all-retryable-errors', 'no'], ['retry-on conn-failure', 'yes'], ['default-server pool-max-conn 0', 'no'],
  ])('pools unless %s', async (option, value) => {
    expect((await layer(web('', ` ${option}`))).routes[0]?.upstream?.pooled.value).toBe(value);
  });

  it('gives no connection back to a client with httpclose', async () => {
    expect((await layer(web(' option httpclose\n timeout client 30s'))).settings.find(({ timer }) => timer === 'downstream.idle')?.value.kind).toBe('off');
  });

  it('holds an upstream connection as long as its client without http-reuse, as versions before 2.0 do', async () => {
    const timeouts = ' timeout http-keep-alive 7s\n timeout client 30s';
    expect(settings(await layer(web(timeouts, ' http-reuse never')))).toContain('upstream.idle timeout http-keep-alive=7000');
    expect(settings(await layer(web(timeouts), 'haproxy:1.8'))).toContain('upstream.idle timeout http-keep-alive=7000');
    expect(settings(await layer(web(timeouts, ' http-reuse always\n default-server pool-purge-delay 2s')))).toContain('upstream.idle 3 × pool-purge-delay=6000');
  });

  it('treats a TCP proxy as one silent stretch', async () => {
    const found = await layer('listen db\n bind :5432\n timeout client 1h\n timeout server 30m\n server p pg:5432\n');
    expect(settings(found)).toEqual(['exchange.idle timeout server=1800000', 'downstream.idle timeout server=1800000']);
    expect(found.routes[0]?.upstream).toMatchObject({ protocol: 'tcp', pooled: { value: 'no' } });
  });

  it('sends probes only with the option, and counts their times in seconds', async () => {
    const probes = async (lines: string) => (await layer(web(lines))).routes[0]?.settings.filter(({ timer }) => timer === 'probe.idle').map((setting) => `${setting.side} ${shown(setting)}`);
    expect(await probes(' option srvtcpka\n srvtcpka-idle 30')).toEqual(['upstream probe.idle srvtcpka-idle=30000']);
    expect(await probes(' option srvtcpka')).toEqual(['upstream probe.idle option srvtcpka=7200000']);
    expect(await probes(' srvtcpka-idle 30')).toEqual([]);
  });

  it('reads conditions as routes, and keeps what it cannot read away from every path', async () => {
    const found = await layer('frontend w\n mode http\n bind :80\n acl api path_beg -i /api /v2\n acl shop hdr(host) -i Shop.example.org\n use_backend b if api shop or { path_end .zip } !api\n use_backend b if { hdr(Upgrade) websocket }\n use_backend %[path]\nbackend b\n mode http\n server s /run/app.sock\n server t h:1 backup\n');
    expect(found.routes.map(({ route }) => route)).toEqual([
      { path: '/api', match: 'prefix', host: 'shop.example.org' }, { path: '/v2', match: 'prefix', host: 'shop.example.org' }, { path: '\\.zip$', match: 'pattern' },
      { path: 'if { hdr(Upgrade) websocket }', match: 'pattern' }, {},
    ]);
    expect(found.routes[0]?.upstream).toMatchObject({ target: { kind: 'socket', path: '/run/app.sock' } });
    expect(found.routes[0]?.upstream?.others).toBeUndefined();
    expect(found.routes.at(-1)?.settings.every(({ value }) => value.kind === 'unknown')).toBe(true);
  });

  it('puts the environment in, and does not guess it', async () => {
    const config = web('', ' timeout server "${WAIT}"\n timeout connect "${NONE}"');
    expect(settings(await layer(config, 'haproxy:2.8', { WAIT: '40s' })).slice(0, 2)).toEqual(['upstream.connect timeout connect=unknown', 'upstream.read timeout server=40000']);
  });

  it('reads the names of old releases', async () => {
    expect(settings(await layer(web(' srvtimeout 40000')))).toContain('upstream.read timeout server=40000');
  });

  it('counts tries only where a timed-out request is sent again', async () => {
    expect(settings(await layer(web('', ' retries 2\n retry-on response-timeout')))).toContain('retry.attempts retries=3');
    expect(settings(await layer(web('', ' retries 2'))).some((line) => line.startsWith('retry'))).toBe(false);
  });

  it('says what is refused, suspicious or without effect', async () => {
    expect(faults(await run(web(' timeout server 30\n timeout client 1.5s\n timeout http-keepalive 5s\n timeout connect 4s\n timeout connect 5s', ' timeout client 9s', ' timeout server 8s')))).toEqual([
      'suspect timeout server 30', 'invalid timeout client 1.5s', 'invalid timeout http-keepalive 5s', 'ineffective timeout connect 4s', 'ineffective timeout server 8s', 'ineffective timeout client 9s',
    ]);
    expect(faults(await run(web(' timeout server 30s\n timeout client 5000\n timeout connect 4s\n timeout connect 4s')))).toEqual([]);
  });

  it('knows a stray file, and leaves nginx alone', () => {
    expect(haproxy.fromFile?.claims('deploy/haproxy.cfg', web(''))).toBe(true);
    expect(haproxy.fromFile?.claims('nginx.conf', 'http {\n server {\n listen 80;\n location / { proxy_pass http://backend; }\n}}')).toBe(false);
  });
});
