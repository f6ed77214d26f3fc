import type { Route } from '../../model/layer.ts';
import { type Datum, datumAt, datumsAt, referredBy, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { describedIntegrations } from './described.ts';
import { gatewayRoute } from './gateway-route.ts';
import { edgeOf, type Integration, isAsynchronous, isEdge } from './integration.ts';
import { functionsIn, functionsOf, isDurable, isStreamed } from './lambda.ts';

/** Every integration that a project describes. One that answers by itself, or that does not wait for the function, is none; one whose function also streams over a URL of its own, or outlives its requests by design, is left alone. */
export function integrationsOf(scene: Scene): readonly Integration[] {
  const found = known.get(scene) ?? findIntegrations(scene);
  known.set(scene, found);
  return found;
}

/** Functions and APIs ask for the same. */
const known = new WeakMap<Scene, readonly Integration[]>();

function findIntegrations(scene: Scene): readonly Integration[] {
  const { resources = [] } = scene;
  const routes = resources.filter(({ type }) => type === 'aws_apigatewayv2_route').map(({ body }) => ({ key: valueAt(body, 'route_key'), to: referredBy(datumAt(body, 'target'), resources) }));
  const all = [
    ...resources.filter(({ type }) => type === 'aws_api_gateway_integration').flatMap((one) => ofRest(one, resources)),
    ...resources.filter(({ type }) => type === 'aws_apigatewayv2_integration').flatMap((one) => ofSecondVersion(one, routes, resources)),
    ...resources.filter(({ type }) => type === 'aws_apigatewayv2_api').flatMap((api) => ofTarget(api, resources)),
    ...resources.filter(({ type }) => /^aws_api_gateway_rest_api$|^aws_apigatewayv2_api$/.test(type)).flatMap((api) => describedIntegrations(api, resources)),
    ...functionsOf(scene).flatMap((lambda) => datumsAt(lambda.body, 'event').flatMap((event) => ofEvent(event, lambda, resources))),
  ];
  return all.filter(({ functions, uri }) => uri !== undefined || (functions.length > 0 && !functions.some((one) => isStreamed(one, scene) || isDurable(one))));
}

function ofRest({ body, place }: Resource, resources: readonly Resource[]): readonly Integration[] {
  const [api] = referredBy(datumAt(body, 'rest_api_id'), resources);
  const type = valueAt(body, 'type')?.toUpperCase();
  if (!api || type === 'MOCK' || isAsynchronous(datumAt(body, 'request_parameters')) || valueAt(body, 'response_transfer_mode')?.toUpperCase() === 'STREAM') return [];
  return [{ ...callOf(body, 'uri', type, resources), api, kind: 'rest', isEdge: isEdge(api), route: gatewayRoute(pathOf(datumAt(body, 'resource_id'), resources), methodOf(body, resources)), timeout: timeoutIn(body), place }];
}

interface KeyedRoute {
  readonly key: string | undefined;
  readonly to: readonly Resource[];
}

function ofSecondVersion(integration: Resource, keyed: readonly KeyedRoute[], resources: readonly Resource[]): readonly Integration[] {
  const { body, place } = integration;
  const [api] = referredBy(datumAt(body, 'api_id'), resources);
  const type = valueAt(body, 'integration_type')?.toUpperCase();
  if (!api || type === 'MOCK' || valueAt(body, 'integration_subtype') !== undefined) return [];
  const routes = keyed.filter(({ to }) => to.includes(integration)).map(({ key }) => keyRoute(key));
  const call = callOf(body, 'integration_uri', type, resources);
  return (routes.length > 0 ? routes : [{}]).map((route) => ({ ...call, api, kind: kindOf(api), isEdge: false, route, timeout: timeoutIn(body), place }));
}

/** `target` of an API makes its only route. */
function ofTarget(api: Resource, resources: readonly Resource[]): readonly Integration[] {
  const functions = functionsIn(datumAt(api.body, 'target'), resources);
  return functions.length === 0 ? [] : [{ api, kind: kindOf(api), isEdge: false, route: {}, functions, uri: undefined, timeout: undefined, place: api.place }];
}

/** What SAM and the Serverless Framework write with the function itself. An API of SAM that brings a description of its own is read there. */
function ofEvent(event: Datum, lambda: Resource, resources: readonly Resource[]): readonly Integration[] {
  const kind = valueAt(event, 'kind');
  if (event.kind !== 'map' || (kind !== 'rest' && kind !== 'http' && kind !== 'websocket')) return [];
  const named = datumAt(event, 'api');
  const [api] = referredBy(named, resources);
  if ((named && !api) || (api && ['body', 'described'].some((key) => datumAt(api.body, key) !== undefined))) return [];
  const type = api ? isEdge(api) : edgeOf(datumAt(event, 'endpoint'));
  const route = gatewayRoute(valueAt(event, 'path'), valueAt(event, 'method'));
  return [{ api: api ?? `${lambda.place.file} ${kind}`, kind, isEdge: kind === 'rest' ? type : false, route, functions: [lambda], uri: undefined, timeout: timeoutIn(event), place: event.place }];
}

const kindOf = ({ body }: Resource): 'http' | 'websocket' => (valueAt(body, 'protocol_type')?.toUpperCase() === 'WEBSOCKET' ? 'websocket' : 'http');

/** An HTTP integration has an address of its own. */
function callOf(body: Datum, key: string, type: string | undefined, resources: readonly Resource[]): Pick<Integration, 'functions' | 'uri'> {
  const uri = datumAt(body, key);
  return { functions: functionsIn(uri, resources), uri: type?.startsWith('HTTP') ? uri : undefined };
}

function timeoutIn(datum: Datum): Integration['timeout'] {
  const name = ['timeout_milliseconds', 'TimeoutInMillis', 'timeoutInMillis'].find((key) => textAt(datum, key));
  const text = name === undefined ? undefined : textAt(datum, name);
  return name !== undefined && text ? { name, text } : undefined;
}

/** `undefined` where a part of the path is not known. */
function pathOf(id: Datum | undefined, resources: readonly Resource[], depth = 0): string | undefined {
  const [resource] = referredBy(id, resources);
  if (!resource || depth > 20) return undefined;
  if (resource.type === 'aws_api_gateway_rest_api') return '';
  const part = valueAt(resource.body, 'path_part');
  const parent = pathOf(datumAt(resource.body, 'parent_id'), resources, depth + 1);
  return part === undefined || parent === undefined ? undefined : `${parent}/${part}`;
}

function methodOf(body: Datum, resources: readonly Resource[]): string | undefined {
  const [method] = referredBy(datumAt(body, 'http_method'), resources);
  return valueAt(body, 'http_method') ?? (method && valueAt(method.body, 'http_method'));
}

/** `GET /pets/{id}`, `$default`. */
function keyRoute(key: string | undefined): Route {
  const [, method, path] = /^(\S+) (\/\S*)$/.exec(key ?? '') ?? [];
  return gatewayRoute(path, method);
}
