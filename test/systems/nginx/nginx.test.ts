import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { nginx } from '../../../src/systems/nginx/index.ts';
import { nginxTime } from '../../../src/systems/nginx/time.ts';
import type { Reading, RouteReading } from '../../../src/systems/system.ts';
import { processOf, readerOf, text } from '../support.ts';

type Options = Parameters<typeof readerOf>[1];

async function stray(config: string, options?: Options, others: Readonly<Record<string, string>> = {}): Promise<Reading> {
  const reader = readerOf({ 'nginx.conf': config, ...others }, options);
  const source = reader.open('nginx.conf');
  const reading = source && (await nginx.fromFile?.read(source, reader));
  if (!reading) throw new Error('no reading');
  return reading;
}

const started = async (parts: Parameters<typeof processOf>[0], options?: Options): Promise<Reading | undefined> => nginx.fromProcess?.(processOf(parts), readerOf({}, options));

const routeOf = (reading: Reading | undefined, path?: string): RouteReading => {
  const routes = (reading?.layers ?? []).flatMap((layer) => layer.routes);
  const route = path === undefined ? routes[0] : routes.find((candidate) => candidate.route.path === path);
  if (!route) throw new Error(`no route ${path ?? ''}`);
  return route;
};

const amounts = (settings: readonly Setting[]): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));

const old = { versions: { nginx: '1.26' } };

describe('nginx times', () => {
  it.each([['60', 60_000], ['1m30', 90_000], ['1h 30m', 5_400_000], ['1500ms', 1500], ['0', 0]])('reads %s', (written, ms) => {
    expect(nginxTime(written)).toBe(ms);
  });
  it.each(['1M', '10y', '1.5s', '-1', '30m1h', '', 's'])('refuses %j', (written) => {
    expect(nginxTime(written)).toBeUndefined();
  });
});

describe('effective settings', () => {
  it('inherits values one by one, from the innermost level that has them', async () => {
    const reading = await stray(`http {
      proxy_read_timeout 90s; proxy_send_timeout 5s; keepalive_timeout 20s 30s;
      server { listen 80; client_body_timeout 7;
        location /a { proxy_read_timeout 1h; proxy_pass http://app:1; }
        location /b { proxy_pass http://app:1; } } }`);
    expect(amounts(routeOf(reading, '/a').settings)).toMatchObject({ 'upstream.read': 3_600_000, 'upstream.send': 5000, 'downstream.idle': 20_000, 'downstream.body': 7000 });
    expect(amounts(routeOf(reading, '/b').settings)).toMatchObject({ 'upstream.read': 90_000 });
  });

  it('takes the timeouts of the module that passes the request on', async () => {
    const reading = await stray('server { location / { proxy_read_timeout 3s; uwsgi_read_timeout 9s; uwsgi_pass unix:/run/app.sock; } }');
    const route = routeOf(reading);
    expect(amounts(route.settings)).toEqual({ 'upstream.connect': 60_000, 'upstream.send': 60_000, 'upstream.read': 9000 });
    expect(route.settings.find((setting) => setting.timer === 'upstream.send')).toMatchObject({ name: 'uwsgi_send_timeout', provenance: { kind: 'default' } });
    expect(route.upstream).toMatchObject({ target: { kind: 'socket', path: '/run/app.sock' }, protocol: 'uwsgi', pooled: { value: 'no' } });
    expect(reading.written).toMatchObject([{ fault: 'ineffective', name: 'proxy_read_timeout', works: { value: 'no' } }]);
  });

  it('reads keepalive_timeout 0 as off and leaves a templated value open', async () => {
    const reading = await stray('server { keepalive_timeout 0; location / { proxy_read_timeout ${T}s; proxy_pass http://a; } }');
    expect(amounts(routeOf(reading).settings)).toEqual({ 'downstream.idle': 'off', 'upstream.read': 'unknown' });
  });

  it('counts the servers that a timed-out request is tried on', async () => {
    const config = (next: string) => `upstream u { server a; server b; server c down; } server { location / { ${next} proxy_pass http://u; } }`;
    expect(amounts(routeOf(await stray(config(''))).settings)).toMatchObject({ 'retry.attempts': 2 });
    expect(amounts(routeOf(await stray(config('proxy_next_upstream error;'))).settings)).toMatchObject({ 'retry.attempts': 1 });
    expect(amounts(routeOf(await stray(config('proxy_next_upstream_tries 1;'))).settings)).toMatchObject({ 'retry.attempts': 1 });
  });

  it('reads so_keepalive, and asks the kernel where nginx only says on', async () => {
    const layer = (await stray('server { listen 80 so_keepalive=30m:10s:4; location / { proxy_pass http://a; } }')).layers?.[0];
    expect(amounts(layer?.settings ?? [])).toEqual({ 'probe.idle': 1_800_000, 'probe.interval': 10_000, 'probe.count': 4 });
    const conf = 'server { listen 80 so_keepalive=on; return 200; }';
    const inPod = await started({ argv: ['nginx'], sysctls: new Map([['net.ipv4.tcp_keepalive_time', text('60')]]), files: { '/etc/nginx/nginx.conf': `http { ${conf} }` } });
    expect(amounts(inPod?.layers?.[0]?.settings ?? [])).toEqual({ 'probe.idle': 60_000 });
    expect(amounts((await stray(conf)).layers?.[0]?.settings ?? [])).toEqual({ 'probe.idle': 7_200_000 });
    const both = routeOf(await stray('server { listen 80 so_keepalive=1m; location / { proxy_socket_keepalive on; proxy_pass http://a; } }'));
    expect(both.settings.map(({ timer, side }) => [timer, side])).toEqual([['probe.idle', 'downstream'], ['probe.idle', 'upstream']]);
  });
});

describe('reuse of upstream connections', () => {
  const full = 'proxy_http_version 1.1; proxy_set_header Connection "";';
  const config = (upstream: string, location: string, http = '') => `http { ${http} upstream u { server app:80; ${upstream} } server { location / { ${location} proxy_pass http://u; } } }`;
  const map = 'map $http_upgrade $connection { default upgrade; "" close; }';
  it.each([
    ['nothing written', config('', ''), 'no', 'yes', 'unknown'],
    ['everything written', config('keepalive 8;', full), 'yes', 'yes', 'yes'],
    ['no pool', config('', full), 'no', 'yes', 'unknown'],
    ['HTTP/1.0', config('keepalive 8;', 'proxy_set_header Connection "";'), 'no', 'yes', 'unknown'],
    ['HTTP/1.0 with keep-alive', config('keepalive 8;', 'proxy_http_version 1.0; proxy_set_header Connection keep-alive;'), 'unknown', 'unknown', 'unknown'],
    ['the websocket map', config('keepalive 8;', 'proxy_http_version 1.1; proxy_set_header Connection $connection;', map), 'no', 'no', 'no'],
    ['a literal upgrade', config('keepalive 8;', 'proxy_http_version 1.1; proxy_set_header Connection upgrade;'), 'yes', 'yes', 'yes'],
    ['a header that drops the outer ones', config('keepalive 8;', 'proxy_set_header Host x;', full), 'no', 'yes', 'unknown'],
    ['an include that may set headers', config('keepalive 8;', 'include proxy_params;', full), 'unknown', 'unknown', 'unknown'],
    ['the client decides', config('keepalive 8;', 'proxy_http_version 1.1; proxy_set_header Connection $http_connection;'), 'unknown', 'unknown', 'unknown'],
    ['no upstream block', `http { server { location / { ${full} proxy_pass http://app:80; } } }`, 'no', 'no', 'no'],
    ['FastCGI without keep_conn', 'upstream u { server a:9; keepalive 8; } server { location / { fastcgi_pass u; } }', 'no', 'no', 'no'],
    ['FastCGI with keep_conn', 'upstream u { server a:9; keepalive 8; } server { location / { fastcgi_keep_conn on; fastcgi_pass u; } }', 'yes', 'yes', 'yes'],
  ])('%s', async (_, conf, before, since, unknown) => {
    const judge = async (version?: string) => routeOf(await stray(conf, version === undefined ? {} : { versions: { nginx: version } })).upstream?.pooled.value;
    expect([await judge('1.28.0'), await judge('1.29.7'), await judge()]).toEqual([before, since, unknown]);
  });

  it('gives the pool its idle time only where there is a pool', async () => {
    const conf = config('keepalive 8; keepalive_timeout 3s;', full);
    expect(amounts(routeOf(await stray(conf, old)).settings)).toEqual({ 'upstream.idle': 3000 });
    expect(amounts(routeOf(await stray(config('keepalive 8; keepalive_timeout 3s;', ''), old)).settings)).toEqual({});
    expect(amounts(routeOf(await stray(config('keepalive 8;', full), old)).settings)).toEqual({ 'upstream.idle': 60_000 });
  });
});

describe('where requests go', () => {
  it('follows try_files, error_page, set and nested locations', async () => {
    const reading = await stray(`server { listen 80;
      set $backend http://app:3000;
      location / { try_files $uri @app; }
      location @app { proxy_read_timeout 8s; proxy_pass $backend; }
      location /php { try_files $uri /index.php?$args; }
      location ~ \\.php$ { fastcgi_pass php:9000; }
      location /outer { location /outer/inner { proxy_pass http://deep:81/x; } }
      location /dynamic { proxy_pass http://$host; } }`);
    expect(routeOf(reading, '/')).toMatchObject({ upstream: { target: { kind: 'host', host: 'app', port: 3000 } } });
    expect(amounts(routeOf(reading, '/').settings)).toEqual({ 'upstream.read': 8000 });
    expect(routeOf(reading, '/php')).toMatchObject({ upstream: { target: { host: 'php', port: 9000 }, protocol: 'fastcgi' } });
    expect(routeOf(reading, '/outer/inner')).toMatchObject({ upstream: { target: { host: 'deep', port: 81, path: '/x' } } });
    expect(routeOf(reading, '/outer').upstream).toBeUndefined();
    expect(routeOf(reading, '/dynamic').upstream?.target.kind).toBe('unknown');
  });

  it('makes one layer of sockets that offer the same servers', async () => {
    const reading = await stray(`server { listen 80; listen [::]:80; server_name a.example.com; location / { proxy_pass http://a; } }
      server { listen 80; server_name b.example.com; location / { proxy_pass http://b; } }
      server { listen 127.0.0.1:81; location / { proxy_pass http://c; } }`);
    expect(reading.layers?.map((layer) => [layer.listens.length, layer.routes.map((route) => route.route.host)])).toEqual([[1, ['a.example.com', 'b.example.com']], [1, [undefined]]]);
    expect(reading.layers?.[1]?.listens).toMatchObject([{ port: 81, address: '127.0.0.1' }]);
  });

  it('reads each server of an upstream as an alternative', async () => {
    const reading = await stray('upstream u { server a:1; server unix:/s.sock backup; } server { location / { grpc_pass grpc://u; } }');
    expect(routeOf(reading).upstream).toMatchObject({ target: { host: 'a', port: 1 }, others: [{ kind: 'socket', path: '/s.sock' }], protocol: 'grpc' });
  });
});

describe('written and useless', () => {
  const names = (reading: Reading) => reading.written?.map((written) => `${written.fault} ${written.name} ${written.works.value}`);
  it('refuses times that nginx refuses', async () => {
    expect(names(await stray('server { location / { proxy_read_timeout 1M; send_timeout 1.5s; client_body_timeout ${X}; proxy_pass http://a; } }'))).toEqual(['invalid proxy_read_timeout no', 'invalid send_timeout no']);
  });
  it('sees a pool that no request uses, unless a websocket map is the reason', async () => {
    const conf = (location: string) => `map $http_upgrade $c { default upgrade; '' close; } upstream u { server a; keepalive 5; } server { location / { ${location} proxy_pass http://u; } }`;
    expect(names(await stray(conf(''), old))).toEqual(['ineffective keepalive no']);
    expect(names(await stray(conf('')))).toEqual(['ineffective keepalive unknown']);
    expect(names(await stray(conf('proxy_http_version 1.1; proxy_set_header Connection $c;'), old))).toEqual([]);
    expect(names(await stray(conf('proxy_http_version 1.1; proxy_set_header Connection "";'), old))).toEqual([]);
  });
  it('names the lost header and the missing pool together', async () => {
    const reading = await stray('http { proxy_http_version 1.1; proxy_set_header Connection "Keep-Alive"; upstream u { server a; } server { location / { proxy_set_header Host x; proxy_pass http://u; } } }', old);
    expect(names(reading)).toEqual(['ineffective proxy_set_header Connection no']);
    expect(reading.written?.[0]?.related.map((related) => related.message)).toEqual(['upstream u has no keepalive, so nothing is pooled', 'a proxy_set_header here drops every one of the outer levels']);
  });
  it('sees connect timeouts that cannot be reached', async () => {
    expect(names(await stray('server { location / { proxy_connect_timeout 300; proxy_pass http://a; } }'))).toEqual(['ineffective proxy_connect_timeout no']);
    expect(names(await stray('server { location / { proxy_connect_timeout 120s; proxy_pass http://a; } }'))).toEqual([]);
  });
  it('sees a value that every block replaces, and only that', async () => {
    const conf = (first: string, second: string) => `http { proxy_read_timeout 10s; server { location /a { ${first} proxy_pass http://a; } location /b { ${second} proxy_pass http://b; } } }`;
    expect(names(await stray(conf('proxy_read_timeout 20s;', 'proxy_read_timeout 30s;')))).toEqual(['ineffective proxy_read_timeout no']);
    expect(names(await stray(conf('proxy_read_timeout 20s;', '')))).toEqual([]);
    expect(names(await stray(conf('proxy_read_timeout 20s;', 'proxy_read_timeout 10s;')))).toEqual([]);
  });
});

describe('files', () => {
  it('claims by content, not by name', () => {
    const claims = nginx.fromFile?.claims;
    expect(claims?.('deploy/site', 'server {\n  listen 80;\n}')).toBe(true);
    expect(claims?.('values.yaml', 'nginx: |\n  server {\n    listen 80;\n  }')).toBe(false);
    expect(claims?.('mime.types', 'types {\n text/html html;\n}')).toBe(false);
  });

  it('leaves a file to the one that includes it', async () => {
    const files = { 'nginx/nginx.conf': 'http {\n include /etc/nginx/conf.d/*.conf;\n}', 'nginx/conf.d/app.conf': 'server { listen 81; location / { proxy_pass http://a; } }' };
    const reader = readerOf(files);
    const read = async (path: string) => nginx.fromFile?.read(reader.open(path) ?? reader.nginx({ path, text: '', place: () => text('').places[0] }).source, reader);
    expect(await read('nginx/conf.d/app.conf')).toBeUndefined();
    const whole = await read('nginx/nginx.conf');
    expect(whole?.layers?.[0]?.listens).toMatchObject([{ port: 81, place: { file: 'nginx/conf.d/app.conf' } }]);
    expect(reader.claimed).toContain('nginx/conf.d/app.conf');
  });

  it('ends an include cycle in a problem', async () => {
    const reading = await stray('http {\n include other;\n server { return 200; }\n}', {}, { other: 'include nginx.conf;' });
    expect(reading.problems).toMatchObject([{ place: { file: 'other' } }]);
  });

  it('does not throw on broken input', async () => {
    for (const broken of ['server {', '}}}}', 'server { listen ; location { proxy_pass ; } }', 'upstream { server; } http { server { location / { proxy_pass http://; } } }'])
      await expect(stray(broken)).resolves.toBeDefined();
  });
});

describe('a process', () => {
  it('reads its configuration with templates rendered from its environment', async () => {
    const reading = await started({
      image: 'nginx:1.25-alpine', env: { BACKEND: 'app:8000', READ: '90' },
      files: { '/etc/nginx/templates/default.conf.template': 'server { listen 80; location / { proxy_read_timeout ${READ}s; proxy_pass http://$BACKEND; } }' },
    });
    const route = routeOf(reading);
    expect(reading?.layers?.[0]?.version).toMatchObject({ known: '1.25' });
    expect(route.upstream?.target).toEqual({ kind: 'host', host: 'app', port: 8000 });
    expect(amounts(route.settings)).toEqual({ 'downstream.idle': 65_000, 'upstream.read': 90_000 });
    expect(route.settings.find((setting) => setting.timer === 'downstream.idle')).toMatchObject({ provenance: { kind: 'default', of: 'nginx image' }, place: { file: 'compose.yaml' } });
  });

  it('takes the file of -c, and its own value instead of the image\'s', async () => {
    const reading = await started({ argv: ['/docker-entrypoint.sh', 'nginx', '-c', '/conf/n.conf', '-g', 'daemon off;'], image: 'nginx', files: { '/conf/n.conf': 'http { server { listen 8080; keepalive_timeout 9; return 200; } }' } });
    expect(reading?.layers?.[0]).toMatchObject({ listens: [{ port: 8080 }], version: { reason: expect.stringContaining('without a tag') } });
    expect(amounts(reading?.layers?.[0]?.settings ?? [])).toEqual({ 'downstream.idle': 9000 });
  });

  it('is not nginx when another program runs', async () => {
    expect(await started({ argv: ['gunicorn'], image: 'nginx:1.25' })).toBeUndefined();
    expect(await started({ image: 'nginx/nginx-prometheus-exporter:1' })).toBeUndefined();
  });

  it('says nothing of a configuration that it cannot see', async () => {
    expect(await started({ argv: ['nginx'], image: 'example/own:1' })).toEqual({});
  });
});
