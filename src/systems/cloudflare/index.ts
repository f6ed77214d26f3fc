import { datumAt, referredBy, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { second } from '../../model/duration.ts';
import { yes } from '../../model/value.ts';
import { originOf } from '../aws/origin.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, System, Target } from '../system.ts';
import { facts } from './facts.ts';

export const cloudflare: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** One layer for every DNS record that Cloudflare proxies. */
function readScene(scene: Scene): Reading | undefined {
  const records = (scene.resources ?? []).filter(({ type, body }) => /^cloudflare_(?:dns_)?record$/.test(type) && valueAt(body, 'proxied') === 'true' && /^(?:A|AAAA|CNAME)$/i.test(valueAt(body, 'type') ?? 'A'));
  return records.length === 0 ? undefined : { layers: records.map((record) => layerOf(record, scene)) };
}

function layerOf(record: Resource, scene: Scene): LayerReading {
  const host = nameOf(record, scene);
  // What switches the proxy on is where its fixed limits begin.
  const place = textAt(record.body, 'proxied')?.places[0] ?? record.place;
  return {
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (${record.name})`, version: managed, place,
    settings: readTimeout(record, scene),
    listens: [{ kind: 'host', host: host ?? '*', place }],
    routes: [{ route: host === undefined ? {} : { host }, settings: [], place, upstream: { target: targetOf(record, host, scene), protocol: 'http/1.1', pooled: yes('Cloudflare keeps connections to origins', place), place } }],
  };
}

/** An address says nothing of what listens there; the origin is asked for the record's own name. */
function targetOf(record: Resource, host: string | undefined, scene: Scene): Target {
  const datum = datumAt(record.body, 'content') ?? datumAt(record.body, 'value');
  const origin = originOf(datum, 443, scene);
  if (origin.kind === 'inside' || host === undefined) return origin;
  const isName = origin.kind === 'host' && /[a-z]/i.test(origin.host) && !origin.host.includes(':');
  return isName ? origin : { kind: 'host', host, port: 443 };
}

/** A full name, or a relative one under the zone that it refers to. */
function nameOf({ body }: Resource, scene: Scene): string | undefined {
  const name = valueAt(body, 'name');
  const [zone] = referredBy(datumAt(body, 'zone_id'), scene.resources ?? []);
  const suffix = zone && (valueAt(zone.body, 'zone') ?? valueAt(zone.body, 'name'));
  if (name === '@') return suffix;
  if (name === undefined || name === suffix || (suffix !== undefined && name.endsWith(`.${suffix}`))) return name;
  return suffix === undefined ? (name.includes('.') ? name : undefined) : `${name}.${suffix}`;
}

/** `proxy_read_timeout` of the zone, which the Enterprise plan can raise. */
function readTimeout(record: Resource, scene: Scene): LayerReading['settings'] {
  const zone = valueAt(record.body, 'zone_id');
  const written = (scene.resources ?? []).filter(({ type, body }) => type === 'cloudflare_zone_setting' && valueAt(body, 'setting_id') === 'proxy_read_timeout' && (zone === undefined || valueAt(body, 'zone_id') === zone));
  const text = written[0] && textAt(written[0].body, 'value');
  return text ? [configured('upstream.read', 'proxy_read_timeout', text, (value) => (/^\d{1,6}$/.test(value) ? Number(value) * second : undefined))] : [];
}
