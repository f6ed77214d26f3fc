import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { h2o } from '../../../src/systems/h2o/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { processOf, readerOf } from '../support.ts';

const config = `
listen: 8080
http1-request-timeout: 3
proxy.timeout.io: 45000
hosts:
  "www.example.com:80":
    paths:
      /api:
        proxy.reverse.url: http://app:3000/
        proxy.timeout.keepalive: 4000
        proxy.timeout.first_byte: 9000
      /sock:
        proxy.reverse.url: "http://[unix:/run/app.sock]/"
        proxy.timeout.keepalive: 0
      /many:
        - mruby.handler: x
        - proxy.reverse.url: [http://a:1/, http://b:2/]
      /php:
        fastcgi.connect: { port: /run/php.sock, type: unix }
      /static:
        file.dir: /srv
  default:
    listen: { port: 8443, host: 127.0.0.1 }
    paths:
      /: { proxy.reverse.url: http://other:80/ }
`;

async function stray(text: string): Promise<Reading> {
  const reader = readerOf({ 'h2o.conf': text });
  const source = reader.open('h2o.conf');
  return (source && (await h2o.fromFile?.read(source, reader))) ?? {};
}

const amounts = (settings: readonly Setting[] = []): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));

describe('h2o', () => {
  it('is claimed by content', () => {
    expect(h2o.fromFile?.claims('etc/h2o.conf', config)).toBe(true);
    expect(h2o.fromFile?.claims('api.yaml', 'paths:\n  /a: {}\n')).toBe(false);
  });

  it('counts requests in seconds and upstreams in milliseconds, innermost first', async () => {
    const [shared] = (await stray(config)).layers ?? [];
    expect(shared?.listens).toMatchObject([{ kind: 'port', port: 8080 }]);
    const route = (path: string) => shared?.routes.find((candidate) => candidate.route.path === path);
    expect(amounts(route('/api')?.settings)).toEqual({
      'downstream.header': 3000, 'downstream.request': 3000, 'downstream.idle': 3000, 'upstream.connect': 45_000, 'upstream.first-byte': 9000, 'upstream.read': 45_000, 'upstream.send': 45_000, 'upstream.idle': 4000,
    });
    expect(route('/api')).toMatchObject({ route: { host: 'www.example.com' }, upstream: { target: { host: 'app', port: 3000 }, pooled: { value: 'yes' } } });
    expect(route('/sock')?.upstream).toMatchObject({ target: { kind: 'socket', path: '/run/app.sock' }, pooled: { value: 'no' } });
    expect(route('/many')?.upstream).toMatchObject({ target: { host: 'a' }, others: [{ host: 'b' }], pooled: { value: 'yes' } });
    expect(route('/php')?.upstream).toMatchObject({ target: { path: '/run/php.sock' }, protocol: 'fastcgi', pooled: { value: 'no' } });
    expect(route('/static')?.upstream).toBeUndefined();
  });

  it('gives a host with its own address a layer of its own', async () => {
    const layers = (await stray(config)).layers;
    expect(layers?.map((layer) => layer.routes.length)).toEqual([5, 1]);
    expect(layers?.[1]?.listens).toMatchObject([{ port: 8080 }, { port: 8443, address: '127.0.0.1' }]);
  });

  it('refuses units and doubts milliseconds that look like seconds', async () => {
    const reading = await stray('listen: 80\nproxy.timeout.io: 30\nhttp1-request-timeout: 10s\nhosts:\n  a:\n    paths:\n      /: { proxy.reverse.url: http://a/, proxy.timeout.connect: 5000 }\n');
    expect(reading.written?.map((written) => `${written.fault} ${written.name}`)).toEqual(['suspect proxy.timeout.io', 'invalid http1-request-timeout']);
  });

  it('reads the file that its process is started with', async () => {
    const process = processOf({ argv: ['/usr/bin/h2o', '-m', 'master', '-c', '/etc/x.conf'], files: { '/etc/x.conf': config } });
    expect((await h2o.fromProcess?.(process, readerOf({})))?.layers).toHaveLength(2);
    expect(await h2o.fromProcess?.(processOf({ argv: ['nginx'] }), readerOf({}))).toBeUndefined();
  });
});
