import { describe, expect, it } from 'vitest';
import type { Datum, MapDatum, Resource } from '../../../src/model/resource.ts';
import { cloudflare } from '../../../src/systems/cloudflare/index.ts';
import { cloudfront } from '../../../src/systems/cloudfront/index.ts';
import type { Reading, System } from '../../../src/systems/system.ts';
import { readerOf, somewhere, text } from '../support.ts';
import { sceneOf, shown } from '../scene.ts';

type Plain = string | { readonly refers: string } | { readonly [key: string]: Plain } | readonly Plain[];

/** A value as the Terraform reader gives it; `{ refers }` is a reference that only run time resolves. */
function datum(value: Plain): Datum {
  if (typeof value === 'string') return { kind: 'text', text: text(value), refers: [] };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(datum), place: somewhere };
  if ('refers' in value && typeof value.refers === 'string') return { kind: 'text', text: { ...text(value.refers), value: undefined }, refers: [value.refers] };
  return map(value as Readonly<Record<string, Plain>>);
}

const map = (value: Readonly<Record<string, Plain>>): MapDatum => ({ kind: 'map', place: somewhere, entries: Object.entries(value).map(([key, each]) => ({ key, keyPlace: somewhere, value: datum(each) })) });

const resource = (address: string, body: Readonly<Record<string, Plain>>): Resource => ({ type: address.split('.')[0] ?? '', name: address, address, body: map(body), place: somewhere });

const read = async (system: System, ...resources: readonly Resource[]): Promise<Reading> => (await system.fromScene?.({ ...sceneOf(''), resources }, readerOf({}))) ?? {};

const distribution = (origin: Readonly<Record<string, Plain>>): Resource => resource('aws_cloudfront_distribution.cdn', {
  aliases: ['www.example.org'],
  origin: [{ origin_id: 'app', ...origin }, { origin_id: 'files', domain_name: 'x.s3.amazonaws.com', s3_origin_config: {} }],
  ordered_cache_behavior: { path_pattern: '/files/*', target_origin_id: 'files' },
  default_cache_behavior: { target_origin_id: 'app' },
});

describe('cloudfront', () => {
  it('reads the limits of its origins; buckets answer by themselves', async () => {
    const { layers } = await read(cloudfront, distribution({ domain_name: 'app.example.org', connection_attempts: '2', custom_origin_config: { origin_protocol_policy: 'http-only', http_port: '8080', origin_read_timeout: '55', origin_keepalive_timeout: '20' } }));
    const [layer] = layers ?? [];
    expect(layer?.listens).toMatchObject([{ host: 'www.example.org' }]);
    expect(layer?.routes.map(({ route, upstream }) => [route.path, upstream?.target])).toEqual([['/files/', undefined], [undefined, { kind: 'host', host: 'app.example.org', port: 8080 }]]);
    expect(layer?.routes[1]?.settings.map(shown)).toEqual(['upstream.read origin_read_timeout=55000', 'upstream.idle origin_keepalive_timeout=20000', 'retry.attempts connection_attempts=2']);
  });

  it('finds the load balancer that an origin refers to', async () => {
    const { layers, written } = await read(cloudfront, distribution({ domain_name: { refers: 'aws_lb.web' }, connection_attempts: '9', custom_origin_config: {} }), resource('aws_lb.web', {}));
    expect(layers?.[0]?.routes[1]?.upstream?.target).toEqual({ kind: 'inside', layer: 'AWS Application Load Balancer (aws_lb.web)' });
    expect(written?.map(({ name }) => name)).toEqual(['connection_attempts']);
  });
});

describe('cloudflare', () => {
  const record = (more: Readonly<Record<string, Plain>>): Resource => resource('cloudflare_record.www', { name: 'www', type: 'A', content: '192.0.2.7', zone_id: { refers: 'cloudflare_zone.main' }, ...more });

  it('stands before the origin of a proxied record, under the name of its zone', async () => {
    const { layers } = await read(cloudflare, record({ proxied: 'true' }), resource('cloudflare_zone.main', { zone: 'example.org' }));
    expect(layers).toMatchObject([{ listens: [{ host: 'www.example.org' }], routes: [{ upstream: { target: { kind: 'host', host: 'www.example.org', port: 443 }, pooled: { value: 'yes' } } }] }]);
  });

  it('is not there for records that it only answers', async () => {
    expect(await read(cloudflare, record({}))).toEqual({});
  });
});
