import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { no } from '../../model/value.ts';
import { gatewayName } from '../aws/gateway-name.ts';
import type { Integration } from '../aws/integration.ts';
import { integrationsOf } from '../aws/integrations.ts';
import { toFunction } from '../aws/lambda.ts';
import { originOf } from '../aws/origin.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading, Target, Written } from '../system.ts';
import { bounds, facts } from './facts.ts';

/** The APIs of API Gateway that a project describes. */
export function readScene(scene: Scene): Reading | undefined {
  const integrations = integrationsOf(scene);
  if (integrations.length === 0) return undefined;
  const apis = new Map<string, Integration[]>();
  for (const one of integrations) apis.set(keyOf(one), [...(apis.get(keyOf(one)) ?? []), one]);
  return { layers: [...apis.values()].flatMap((members) => layerOf(members, scene)), written: integrations.flatMap(refused) };
}

const keyOf = ({ api, kind }: Integration): string => `${kind} ${typeof api === 'string' ? api : api.address}`;

function layerOf(members: readonly Integration[], scene: Scene): readonly LayerReading[] {
  const [first] = members;
  if (!first) return [];
  const place = typeof first.api === 'string' ? first.place : first.api.place;
  return [{
    system: facts.system,
    kind: 'load-balancer',
    name: gatewayName(first.api, scene),
    version: managed,
    profile: profileOf(first),
    place,
    ...(typeof first.api !== 'string' && first.api.language === 'terraform' && profileOf(first) === 'rest' ? { defaultNames: new Map([['upstream.deadline', 'timeout_milliseconds'] as const]) } : {}),
    settings: [],
    listens: [{ kind: 'host', host: '*', place }],
    routes: first.kind === 'websocket' ? [{ route: { path: '/', match: 'exact', hint: 'websocket' }, settings: [], place }] : members.map((one) => routeOf(one, scene)),
  }];
}

/** A REST API of a kind that nothing tells may be one whose quota AWS raises. */
const profileOf = ({ kind, isEdge }: Integration): keyof typeof bounds => (kind === 'rest' && isEdge === true ? 'rest-edge' : kind);

function routeOf(integration: Integration, scene: Scene): RouteReading {
  const { route, place } = integration;
  const [target = { kind: 'unknown', reason: 'what it calls is not described', expression: '' } as const, ...others] = targetsOf(integration, scene);
  return { route, settings: settingsOf(integration), place, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'unknown', pooled: no('every request is a call of its own'), place } };
}

function targetsOf({ functions, uri }: Integration, scene: Scene): readonly Target[] {
  if (functions.length > 0 || !uri) return functions.map((one) => toFunction(one, scene));
  return [originOf(uri, undefined, scene)];
}

/** Written at the upper bound it is as good as fixed: nobody can raise it. */
function settingsOf(integration: Integration): readonly Setting[] {
  const { timeout } = integration;
  if (!timeout) return [];
  const { most } = bounds[profileOf(integration)];
  return [{ ...configured('upstream.deadline', timeout.name, timeout.text, (text) => within(text, integration)), most, fixed: timeout.text.value === String(most) && profileOf(integration) !== 'rest' }];
}

function within(text: string, integration: Integration): number | undefined {
  const { least, most } = bounds[profileOf(integration)];
  return /^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
}

function refused(integration: Integration): readonly Written[] {
  const { timeout } = integration;
  if (timeout?.text.value === undefined || within(timeout.text.value, integration) !== undefined) return [];
  const { least, most, link } = bounds[profileOf(integration)];
  return [{
    fault: 'invalid', system: facts.system, name: timeout.name, text: timeout.text, timer: 'upstream.deadline', place: timeout.text.places[0], related: [],
    works: no(`${timeout.name} of ${kinds[profileOf(integration)]} takes whole milliseconds from ${least} to ${most}`, ...timeout.text.places),
    refused: true, symptom: 'API Gateway refuses the integration and the deployment fails', advice: `write milliseconds from ${least} to ${most}`, link,
  }];
}

const kinds = { 'rest-edge': 'an edge-optimized REST API', rest: 'a REST API', http: 'an HTTP API', websocket: 'a WebSocket API' } as const;
