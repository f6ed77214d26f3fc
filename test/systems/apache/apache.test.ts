import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import { parseApache } from '../../../src/syntax/apache.ts';
import { apache } from '../../../src/systems/apache/index.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { processOf, readerOf } from '../support.ts';

const config = `ServerRoot "/usr/local/apache2"
Listen 80
Listen 8443
Define backend_port 9000
KeepAlive On
KeepAliveTimeout 1500ms
Timeout 90
<IfModule reqtimeout_module>
  RequestReadTimeout header=10-20,MinRate=500 body=30
</IfModule>
<VirtualHost *:80>
  ServerName shop.example.org
  ProxyTimeout 40
  ProxyPass /static !
  ProxyPass /live ws://app:8000/live
  ProxyPass /api http://app:\${backend_port}/ timeout=15 \\
    connectiontimeout=2 ttl=4 keepalive=On
  ProxyPassMatch ^/img/.* http://images:8080 disablereuse=On
  <Location "/pool">
    ProxyPass balancer://pool
  </Location>
  <FilesMatch "\\.php$">
    SetHandler "proxy:unix:/run/php.sock|fcgi://localhost"
  </FilesMatch>
  RewriteRule ^/old/(.*)$ http://old:81/$1 [P,L]
</VirtualHost>
<Proxy balancer://pool>
  BalancerMember http://one:1 ttl=20
  BalancerMember http://two:2
</Proxy>
<VirtualHost *:8443>
  KeepAlive Off
  ProxyPass / http://app:8000/
  SetEnv proxy-nokeepalive 1
</VirtualHost>
`;

async function stray(text: string, path = 'httpd.conf'): Promise<Reading> {
  const reader = readerOf({ [path]: text });
  const source = reader.open(path);
  return (source && (await apache.fromFile?.read(source, reader))) ?? {};
}

const amounts = (settings: readonly Setting[] = []): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));
const route = (layer: LayerReading | undefined, path: string | undefined) => layer?.routes.find((candidate) => candidate.route.path === path);

describe('apache', () => {
  it('keeps places through continued lines, and reports sections that do not close', () => {
    const { directives, problems } = parseApache(fileSource('a.conf', 'A "x y" \\\r\n  z\n<B c>\n# no\nD\n</E>\n'));
    expect(directives[0]?.args).toMatchObject([{ text: 'x y', place: { line: 1, column: 3 } }, { text: 'z', place: { line: 2, column: 3, endColumn: 4 } }]);
    expect(directives[1]).toMatchObject({ name: 'b', args: [{ text: 'c' }], children: [{ name: 'd' }] });
    expect(problems.map(({ place }) => place.line)).toEqual([6, 3]);
  });

  it('is claimed by content', () => {
    expect(apache.fromFile?.claims('sites-available/shop.conf', config)).toBe(true);
    expect(apache.fromFile?.claims('nginx.conf', 'server { proxy_pass http://x; }')).toBe(false);
  });

  it('makes a layer of every port with virtual hosts of its own', async () => {
    const { layers = [] } = await stray(config);
    expect(layers.map(({ listens, kind }) => [kind, listens.map((listener) => listener.kind === 'port' && listener.port)])).toEqual([['proxy', [80]], ['proxy', [8443]]]);
    expect(amounts(layers[0]?.settings)).toEqual({ 'downstream.idle': 1500, 'downstream.header': 10_000, 'downstream.request': 30_000, 'downstream.body': 90_000, 'downstream.send': 90_000 });
    expect(amounts(layers[1]?.settings)['downstream.idle']).toBe('off');
    expect(layers[1]?.routes[0]?.upstream?.pooled.value).toBe('no');
  });

  it('takes parameters of a worker before ProxyTimeout before Timeout', async () => {
    const [shop, other] = (await stray(config)).layers ?? [];
    expect(amounts(route(shop, '/api')?.settings)).toMatchObject({ 'upstream.connect': 2000, 'upstream.read': 15_000, 'upstream.idle': 4000, 'probe.idle': 7_200_000 });
    expect(route(shop, '/api')).toMatchObject({ route: { host: 'shop.example.org' }, upstream: { target: { host: 'app', port: 9000 }, pooled: { value: 'yes' } } });
    expect(amounts(route(shop, '/img')?.settings)['upstream.read']).toBe(40_000);
    expect(amounts(other?.routes[0]?.settings)).toMatchObject({ 'upstream.connect': 90_000, 'upstream.read': 90_000 });
  });

  it('knows which backends are pooled', async () => {
    const [shop] = (await stray(config)).layers ?? [];
    expect(route(shop, '/static')?.upstream).toBeUndefined();
    expect(route(shop, '/live')).toBeUndefined();
    expect(route(shop, '/img')?.upstream?.pooled.value).toBe('no');
    expect(route(shop, '/old')?.upstream).toMatchObject({ target: { host: 'old', port: 81 }, pooled: { value: 'no' } });
    expect(route(shop, '/pool')?.upstream).toMatchObject({ target: { host: 'one' }, others: [{ host: 'two' }], pooled: { value: 'yes' } });
    expect(route(shop, undefined)?.upstream).toMatchObject({ target: { kind: 'socket', path: '/run/php.sock' }, protocol: 'fastcgi', pooled: { value: 'no' } });
  });

  it('answers by itself without a proxy, with the limits of mod_wsgi', async () => {
    const wsgi = (threads: number) => stray(`Listen 80\nWSGIDaemonProcess app processes=4 threads=${threads} request-timeout=45\nWSGIScriptAlias / /srv/app.wsgi\n`);
    const [single] = (await wsgi(1)).layers ?? [];
    expect(single).toMatchObject({ kind: 'app-server', routes: [] });
    expect(amounts(single?.settings)['worker.deadline']).toBe(45_000);
    expect(amounts((await wsgi(5)).layers?.[0]?.settings)['worker.deadline']).toBe('unknown');
  });

  it('reads what its process reads, in the places of its distribution', async () => {
    const site = '<VirtualHost *:80>\nKeepAliveTimeout 75\nProxyPass / http://127.0.0.1:3000/\n</VirtualHost>';
    const read = async (parts: Parameters<typeof processOf>[0]) => (await apache.fromProcess?.(processOf(parts), readerOf({})))?.layers?.[0];
    const debian = await read({ image: 'php:8.3-apache', files: { '/etc/apache2/sites-available/000-default.conf': site } });
    expect(debian).toMatchObject({ kind: 'proxy', profile: 'debian' });
    expect(amounts(debian?.settings)['downstream.idle']).toBe(75_000);
    const own = await read({ argv: ['httpd', '-D', 'FOREGROUND', '-f', 'conf/own.conf'], files: { '/usr/local/apache2/conf/own.conf': 'Listen 8080\nInclude conf/more.conf', '/usr/local/apache2/conf/more.conf': 'KeepAliveTimeout 2mi' } });
    expect(own).toMatchObject({ kind: 'app-server', listens: [{ port: 8080 }] });
    expect(amounts(own?.settings)['downstream.idle']).toBe(120_000);
    expect(await read({ image: 'nextcloud:29-apache' })).toMatchObject({ kind: 'app-server', listens: [{ port: 80 }] });
    expect(await read({ image: 'nextcloud:29-fpm' })).toBeUndefined();
  });

  it('does not guess what building the image writes', async () => {
    const reader = readerOf({ Dockerfile: 'FROM httpd:2.4\nRUN echo "KeepAliveTimeout 90" >> conf/httpd.conf\n' });
    const process = processOf({ image: 'app:1' });
    const place = { file: 'Dockerfile', line: 1, column: 1, endLine: 1, endColumn: 2 };
    const image = process.image && { ...process.image, bases: [{ name: 'httpd', tag: '2.4', place }] };
    const reading = await apache.fromProcess?.({ ...process, image }, reader);
    expect(amounts(reading?.layers?.[0]?.settings)['downstream.idle']).toBe('unknown');
  });

  it('refuses times that Apache refuses', async () => {
    const { written } = await stray('Listen 80\nKeepAliveTimeout 5m\nProxyPass / http://a/ keepalive=65\n');
    expect(written?.map(({ fault, name }) => `${fault} ${name}`)).toEqual(['invalid KeepAliveTimeout', 'invalid ProxyPass keepalive']);
  });
});
