import { describe, expect, it } from 'vitest';
import { nginxProxy } from '../../../src/systems/nginx-proxy/index.ts';
import { processOf, readerOf, text } from '../support.ts';
import { sceneOf, shown } from '../scene.ts';

describe('nginx-proxy', () => {
  const proxy = processOf({ id: 'proxy', image: 'nginxproxy/nginx-proxy:1.6', files: { '/etc/nginx/vhost.d/a.test': 'proxy_read_timeout 10m;\n', '/etc/nginx/conf.d/mine.conf': 'keepalive_timeout 80;\n' } });
  const wiki = processOf({ id: 'wiki', image: 'wiki:1', env: { VIRTUAL_HOST: 'a.test, b.test', VIRTUAL_PORT: '3000' } });
  const api = processOf({ id: 'api', image: 'api:1', env: { VIRTUAL_HOST: 'c.test' }, ports: [{ port: 9000, place: text('').places[0] }], labels: new Map([['com.github.nginx-proxy.nginx-proxy.keepalive', text('16')]]) });

  it('leads to the containers that name a host, with the settings of that host', async () => {
    const [layer] = (await nginxProxy.fromScene?.(sceneOf('', [proxy, wiki, api, processOf({ id: 'db' })]), readerOf({})))?.layers ?? [];
    expect(layer?.settings.map(shown)).toEqual(['downstream.idle keepalive_timeout=80000']);
    expect(layer?.routes.map(({ route, settings, upstream }) => [route.host, settings.map(shown), upstream?.target, upstream?.pooled.value])).toEqual([
      ['a.test', ['upstream.read proxy_read_timeout=600000'], { kind: 'process', process: 'wiki', port: 3000 }, 'unknown'],
      ['b.test', [], { kind: 'process', process: 'wiki', port: 3000 }, 'unknown'],
      ['c.test', [], { kind: 'process', process: 'api', port: 9000 }, 'yes'],
    ]);
  });

  it('does nothing where it does not run', async () => {
    expect(await nginxProxy.fromScene?.(sceneOf('', [wiki]), readerOf({}))).toBeUndefined();
  });
});
