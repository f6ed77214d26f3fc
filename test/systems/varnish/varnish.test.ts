import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import { parseVcl } from '../../../src/syntax/vcl.ts';
import { varnish } from '../../../src/systems/varnish/index.ts';
import { processOf, readerOf } from '../support.ts';

const vcl = `vcl 4.1;
import directors;
// backend no { .host = "x"; }
backend default {
  .host = "app"; .port = "8080"; # here
  .first_byte_timeout = 90s;
  .connect_timeout = 500ms;
  .probe = { .url = "/"; .timeout = 1s; }
}
backend one { .host = "one"; }
backend two { .host = "two"; .port = "81"; }
sub vcl_init { new pool = directors.round_robin(); pool.add_backend(one); pool.add_backend(two); }
sub vcl_recv {
  if (req.url ~ "^/pool") {
    set req.backend_hint = pool.backend();
  }
}
sub vcl_backend_fetch {
  set bereq.first_byte_timeout = 5m;
  if (bereq.url ~ "x") { set bereq.between_bytes_timeout = 3s; }
}
`;

const amounts = (settings: readonly Setting[] = []): Record<string, unknown> => Object.fromEntries(settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]));

describe('varnish', () => {
  it('reads backends and assignments with places', () => {
    const file = parseVcl(fileSource('a.vcl', vcl));
    expect(file.backends.map(({ name, attributes }) => [name, attributes.get('timeout')])).toEqual([['default', undefined], ['one', undefined], ['two', undefined]]);
    expect(file.backends[0]?.attributes.get('first_byte_timeout')).toEqual({ text: '90s', place: { file: 'a.vcl', line: 6, column: 25, endLine: 6, endColumn: 28 } });
  });

  it('prefers what is set on the request, then the backend, and routes by director', async () => {
    const process = processOf({ image: 'varnish:7.5', argv: ['-p', 'timeout_idle=65', '-pbackend_idle_timeout=4'], files: { '/etc/varnish/default.vcl': vcl } });
    const [layer] = (await varnish.fromProcess?.(process, readerOf({})))?.layers ?? [];
    expect(layer).toMatchObject({ version: { known: '7.5' }, listens: [{ port: 80 }] });
    expect(amounts(layer?.settings)).toEqual({ 'downstream.idle': 65_000, 'downstream.header': 65_000, 'downstream.body': 65_000, 'upstream.idle': 4000 });
    const [pool, rest] = layer?.routes ?? [];
    expect(pool).toMatchObject({ route: { path: '/pool', match: 'prefix' }, upstream: { target: { host: 'one', port: 80 }, others: [{ host: 'two', port: 81 }] } });
    expect(rest).toMatchObject({ route: {}, upstream: { target: { host: 'app', port: 8080 }, pooled: { value: 'yes' } } });
    expect(amounts(rest?.settings)).toEqual({ 'upstream.connect': 500, 'upstream.first-byte': 300_000, 'upstream.read': 'unknown' });
  });

  it('reads command lines without a file', async () => {
    const process = processOf({ argv: ['/usr/sbin/varnishd', '-F', '-a', 'http=:6081,HTTP', '-b', 'app:3000'] });
    expect((await varnish.fromProcess?.(process, readerOf({})))?.layers).toMatchObject([{ listens: [{ port: 6081 }], routes: [{ upstream: { target: { host: 'app', port: 3000 } } }] }]);
    expect(await varnish.fromProcess?.(processOf({ image: 'nginx' }), readerOf({}))).toBeUndefined();
  });
});
