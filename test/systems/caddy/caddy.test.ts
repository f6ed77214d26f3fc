import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { parseCaddyfile } from '../../../src/syntax/caddyfile.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import { caddy } from '../../../src/systems/caddy/index.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { processOf, readerOf } from '../support.ts';

const config = `{
	grace_period 20s
	servers {
		timeouts {
			read_header 10s
			idle {$IDLE:90s}
			write 0
		}
	}
	servers :8080 {
		timeouts {
			idle 3m
		}
	}
}

(to) {
	reverse_proxy {args[0]} {
		transport http {
			keepalive 30s
			read_timeout {args[1]}
		}
	}
}

shop.example.org, www.example.org {
	@api path /api/* /v2/*
	handle @api {
		import to app:3000 2m
	}
	@ws {
		path /ws
		method GET
	}
	reverse_proxy @ws unix//run/ws.sock
	handle_path /files/* {
		reverse_proxy /inner http://files:81 files2:81 {
			transport http {
				keepalive off
				dial_timeout 500ms
			}
		}
	}
	php_fastcgi php:9000 {
		read_timeout 45s
	}
	file_server
}

:8080 {
	reverse_proxy h2c://grpc:50051
}
`;

async function stray(text: string, path = 'Caddyfile', more: Readonly<Record<string, string>> = {}): Promise<Reading> {
  const reader = readerOf({ ...more, [path]: text });
  const source = reader.open(path);
  return (source && (await caddy.fromFile?.read(source, reader))) ?? {};
}

const amounts = (settings: readonly Setting[] = []): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));
const route = (layer: LayerReading | undefined, path: string | undefined) => layer?.routes.find((candidate) => candidate.route.path === path);

describe('caddy', () => {
  it('keeps places, quotes and template tags, and reports braces', () => {
    const { directives, problems } = parseCaddyfile(fileSource('Caddyfile', '{% if x %}\na.b,\nc.d {\r\n\tlog "x {\\"} y" # no\n\t{{ more }}\n}\n}\ne {\n'));
    expect(directives[0]).toMatchObject({ name: 'a.b,', args: [{ text: 'c.d', place: { line: 3 } }], children: [{ name: 'log', args: [{ text: 'x {"} y', place: { line: 4, column: 7 } }] }, { name: '{{ more }}' }] });
    expect(problems.map(({ place }) => place.line)).toEqual([7, 8]);
  });

  it('gives every port its server options', async () => {
    const { layers = [] } = await stray(config);
    expect(layers.map(({ listens }) => listens[0])).toMatchObject([{ port: 443 }, { port: 8080 }]);
    expect(amounts(layers[0]?.settings)).toEqual({ 'downstream.header': 10_000, 'downstream.idle': 90_000, 'downstream.response': Number.POSITIVE_INFINITY, 'stop.graceful': 20_000 });
    expect(layers[0]?.settings.find(({ timer }) => timer === 'downstream.idle')?.provenance).toEqual({ kind: 'visible-default', variable: 'IDLE' });
    expect(amounts(layers[1]?.settings)['downstream.idle']).toBe(180_000);
  });

  it('follows matchers, snippets and transports', async () => {
    const [shop, grpc] = (await stray(config)).layers ?? [];
    expect(route(shop, '/api/')).toMatchObject({ route: { host: 'shop.example.org', match: 'prefix' }, upstream: { target: { host: 'app', port: 3000 }, pooled: { value: 'yes' } } });
    expect(amounts(route(shop, '/v2/')?.settings)).toMatchObject({ 'upstream.idle': 30_000, 'upstream.read': 120_000 });
    expect(route(shop, '/ws')).toMatchObject({ route: { method: 'GET', match: 'exact' }, upstream: { target: { kind: 'socket', path: '/run/ws.sock' } } });
    expect(route(shop, '/files/inner')?.upstream).toMatchObject({ target: { host: 'files', port: 81 }, others: [{ host: 'files2' }], pooled: { value: 'no' } });
    expect(amounts(route(shop, '/files/inner')?.settings)).toMatchObject({ 'upstream.connect': 500 });
    expect(route(shop, undefined)).toMatchObject({ upstream: { target: { host: 'php', port: 9000 }, protocol: 'fastcgi', pooled: { value: 'no' } } });
    expect(amounts(route(shop, undefined)?.settings)['upstream.read']).toBe(45_000);
    expect(grpc?.routes[0]?.upstream).toMatchObject({ target: { host: 'grpc', port: 50_051 }, protocol: 'h2' });
  });

  it('takes a file without braces for one site, and reads what it imports', async () => {
    const { layers } = await stray(':80\nimport sites/*\n', 'Caddyfile', { 'sites/a': 'reverse_proxy {$TO}:9000\n' });
    expect(layers).toMatchObject([{ listens: [{ port: 80 }], routes: [{ upstream: { target: { kind: 'unknown', variable: 'TO' } } }] }]);
  });

  it('ends imports that lead back', async () => {
    expect((await stray('(a) {\n import b\n}\n(b) {\n import a\n}\n:80 {\n import a\n import Caddyfile\n}\n')).layers).toMatchObject([{ kind: 'app-server', routes: [] }]);
  });

  it('reads its own JSON', async () => {
    const json = JSON.stringify({ apps: { http: { servers: { main: {
      listen: [':8443'], idle_timeout: '1m', read_timeout: 5_000_000_000,
      routes: [{ match: [{ host: ['a.test'], path: ['/x/*'] }], handle: [{ handler: 'subroute', routes: [{ handle: [{ handler: 'reverse_proxy', upstreams: [{ dial: 'app:80' }], transport: { protocol: 'http', keep_alive: { idle_timeout: '7s' } } }] }] }] }],
    } } } } });
    expect(caddy.fromFile?.claims('caddy.json', json)).toBe(true);
    const [layer] = (await stray(json, 'caddy.json')).layers ?? [];
    expect(amounts(layer?.settings)).toEqual({ 'downstream.idle': 60_000, 'downstream.request': 5000 });
    expect(layer?.routes).toMatchObject([{ route: { host: 'a.test', path: '/x/' }, upstream: { target: { host: 'app', port: 80 }, pooled: { value: 'yes' } } }]);
    expect(amounts(layer?.routes[0]?.settings)['upstream.idle']).toBe(7000);
  });

  it('is recognised by image and by program', async () => {
    const read = async (parts: Parameters<typeof processOf>[0]) => caddy.fromProcess?.(processOf(parts), readerOf({}));
    expect(await read({ image: 'caddy:2.8-alpine', files: { '/etc/caddy/Caddyfile': config } })).toMatchObject({ layers: [{ version: { known: '2.8' } }, {}] });
    expect(await read({ argv: ['caddy', 'run', '--config=/srv/C', '--adapter', 'caddyfile'], files: { '/srv/C': ':1\nreverse_proxy a:2' } })).toMatchObject({ layers: [{ listens: [{ port: 1 }] }] });
    expect(await read({ argv: ['caddy', 'reverse-proxy', '--from', ':2080', '--to', 'app:9'] })).toMatchObject({ layers: [{ listens: [{ port: 2080 }], routes: [{ upstream: { target: { host: 'app', port: 9 } } }] }] });
    expect(await read({ image: 'nginx:1' })).toBeUndefined();
  });

  it('refuses bare numbers', async () => {
    const { written } = await stray(':80 {\n reverse_proxy a:1 {\n  transport http {\n   read_timeout 30\n   keepalive 1m30s\n  }\n }\n}\n');
    expect(written?.map(({ fault, name, text }) => [fault, name, text.value])).toEqual([['invalid', 'read_timeout', '30']]);
  });
});
