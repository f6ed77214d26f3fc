import { type Datum, datumAt, datumsAt, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { unsure } from '../../model/value.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading, System } from '../system.ts';
import { facts } from './facts.ts';
import { ingressesOf, ingressFaults, ingressLayer, seconds } from './ingress.ts';

export const azureAppGateway: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

function readScene(scene: Scene): Reading | undefined {
  const ingresses = ingressesOf(scene);
  const layers = [...gateways(scene), ...ingresses.map(ingressLayer)];
  return layers.length === 0 ? undefined : { layers, written: ingresses.flatMap(ingressFaults) };
}

function gateways({ resources = [] }: Scene): readonly LayerReading[] {
  return resources.flatMap((gateway) => {
    const routes = settingsOf(gateway).map(({ settings, option }) => routeOf(settings, option, gateway));
    return routes.length === 0 ? [] : [layer(gateway, routes)];
  });
}

/** The backend settings of a gateway, and what their timeout is called. */
function settingsOf({ type, body }: Resource): readonly { readonly settings: Datum; readonly option: string }[] {
  if (type === 'azurerm_application_gateway') return datumsAt(body, 'backend_http_settings').map((settings) => ({ settings, option: 'request_timeout' }));
  if (type !== 'Microsoft.Network/applicationGateways') return [];
  return datumsAt(datumAt(body, 'properties'), 'backendHttpSettingsCollection').map((one) => ({ settings: datumAt(one, 'properties') ?? one, option: 'requestTimeout' }));
}

function layer(gateway: Resource, routes: readonly RouteReading[]): LayerReading {
  return {
    system: facts.system, kind: 'load-balancer', name: `${facts.title} (${gateway.name})`, version: managed, place: gateway.place, settings: [],
    ...(gateway.type.startsWith('Microsoft') ? { defaultNames: new Map([['upstream.read', 'requestTimeout'] as const]) } : {}),
    listens: [{ kind: 'host', host: '*', place: gateway.place }], routes,
  };
}

function routeOf(settings: Datum, option: string, gateway: Resource): RouteReading {
  const text = textAt(settings, option);
  const port = Number(valueAt(settings, 'port') ?? Number.NaN);
  const place = settings.kind === 'map' ? settings.place : gateway.place;
  return {
    route: {},
    settings: text ? [configured('upstream.read', option, text, seconds)] : [],
    place,
    upstream: { target: { kind: 'port', port: Number.isInteger(port) ? port : undefined, why: `${gateway.name} sends to it` }, protocol: 'http/1.1', pooled: unsure('nothing is documented about it'), place },
  };
}
