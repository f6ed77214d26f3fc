import type { Route } from '../../model/layer.ts';
import { type Datum, datumAt, datumsAt, type Resource, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { yes } from '../../model/value.ts';
import { outOfBounds, settingsOf } from '../aws/limit.ts';
import { originOf } from '../aws/origin.ts';
import { attributesIn, portOf } from '../aws/terraform.ts';
import { managed } from '../documented.ts';
import type { LayerReading, Reading, RouteReading } from '../system.ts';
import { customLimits, facts, originLimits } from './facts.ts';

/** CloudFront distributions that are written as resources of Terraform. */
export function readScene(scene: Scene): Reading | undefined {
  const distributions = (scene.resources ?? []).filter(({ type }) => type === 'aws_cloudfront_distribution');
  if (distributions.length === 0) return undefined;
  const origins = distributions.flatMap(({ body }) => datumsAt(body, 'origin'));
  return {
    layers: distributions.flatMap((distribution) => layerOf(distribution, scene)),
    written: origins.flatMap((origin) => [...outOfBounds(facts.system, originLimits, attributesIn(origin)), ...outOfBounds(facts.system, customLimits, attributesIn(customOf(origin)))]),
  };
}

const customOf = (origin: Datum): Datum | undefined => datumsAt(origin, 'custom_origin_config')[0];

function layerOf(distribution: Resource, scene: Scene): readonly LayerReading[] {
  const { body, place, name } = distribution;
  const behaviours = [...datumsAt(body, 'ordered_cache_behavior'), ...datumsAt(body, 'default_cache_behavior')];
  const routes = behaviours.flatMap((behaviour) => routeOf(behaviour, distribution, scene));
  const aliases = datumsAt(body, 'aliases').flatMap((alias) => (alias.kind === 'text' && alias.text.value !== undefined ? [alias.text.value] : []));
  if (!routes.some(({ upstream }) => upstream)) return [];
  return [{
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (${name})`, version: managed, place, settings: [], routes,
    listens: (aliases.length > 0 ? aliases : ['*']).map((host) => ({ kind: 'host', host, place })),
  }];
}

/** Origins without `custom_origin_config` are buckets. */
function routeOf(behaviour: Datum, { body, place }: Resource, scene: Scene): readonly RouteReading[] {
  const id = valueAt(behaviour, 'target_origin_id');
  const origins = datumsAt(body, 'origin');
  const origin = origins.find((one) => id !== undefined && valueAt(one, 'origin_id') === id) ?? (origins.length === 1 ? origins[0] : undefined);
  const custom = origin && customOf(origin);
  const route = pathRoute(valueAt(behaviour, 'path_pattern'));
  if (!origin || !custom) return [{ route, settings: [], place }];
  const at = origin.kind === 'map' ? origin.place : place;
  const isPlain = valueAt(custom, 'origin_protocol_policy') === 'http-only';
  const port = portOf(valueAt(custom, isPlain ? 'http_port' : 'https_port')) ?? (isPlain ? 80 : 443);
  return [{
    route, place: at, settings: [...settingsOf(customLimits, attributesIn(custom)), ...settingsOf(originLimits, attributesIn(origin))],
    upstream: { target: originOf(datumAt(origin, 'domain_name'), port, scene), protocol: 'http/1.1', pooled: yes('CloudFront keeps connections to its origins', at), place: at },
  }];
}

function pathRoute(pattern: string | undefined): Route {
  if (pattern === undefined || pattern === '*' || pattern === '/*') return {};
  const path = pattern.startsWith('/') ? pattern : `/${pattern}`;
  if (!/[*?]/.test(path)) return { path, match: 'exact' };
  return /^[^*?]*\*$/.test(path) ? { path: path.slice(0, -1), match: 'prefix' } : { path, match: 'pattern' };
}
