import { datumAt, datumsAt, type Resource, valueAt } from '../../model/resource.ts';
import type { Protocol, Route } from '../../model/layer.ts';
import type { Scene } from '../../model/scene.ts';
import { no, yes } from '../../model/value.ts';
import { isForFunctions } from '../aws/lambda.ts';
import { outOfBounds, settingsOf } from '../aws/limit.ts';
import { attributesIn, balancersOf, type Forwarding, forwardingsOf, portOf, prefixed, recordsOf, targetsOf } from '../aws/terraform.ts';
import { withDefaults } from '../defaults.ts';
import { managed } from '../documented.ts';
import type { LayerReading, RouteReading, Written } from '../system.ts';
import { facts, loadBalancerLimits, provided, targetGroupLimits } from './facts.ts';

const ofBalancer = [...provided.loadBalancer, ...loadBalancerLimits];
const ofGroup = [...provided.targetGroup, ...targetGroupLimits];

/** Application Load Balancers that are written as resources of a provider. */
export function providedLayers(scene: Scene): readonly LayerReading[] {
  return balancersOf(scene, 'application').flatMap((balancer) => {
    const routes = forwardingsOf(balancer, scene).flatMap((forwarding) => forwarding.groups.flatMap((group) => routesOf(forwarding, group, scene)));
    return routes.length === 0 ? [] : [layer(balancer, routes, scene)];
  });
}

export function providedFaults(scene: Scene): readonly Written[] {
  return [
    ...balancersOf(scene, 'application').flatMap(({ body }) => outOfBounds(facts.system, ofBalancer, attributesIn(body))),
    ...(scene.resources ?? []).filter(({ type }) => /^aws_a?lb_target_group$/.test(type)).flatMap(({ body }) => outOfBounds(facts.system, ofGroup, groupAttributes(body))),
  ];
}

function layer(balancer: Resource, routes: readonly RouteReading[], scene: Scene): LayerReading {
  const names = recordsOf(balancer, scene);
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${balancer.name})`,
    version: managed,
    place: balancer.place,
    ...(balancer.language !== 'cloudformation' ? { defaultNames: provided.names } : {}),
    settings: settingsOf(ofBalancer, attributesIn(balancer.body)),
    listens: (names.length > 0 ? names : ['*']).map((host) => ({ kind: 'host', host, place: balancer.place })),
    routes,
  };
}

const groupAttributes = (body: Resource['body']) => [...attributesIn(body), ...prefixed('health_check', attributesIn(datumAt(body, 'health_check')))];

function routesOf({ rule }: Forwarding, group: Resource, scene: Scene): readonly RouteReading[] {
  const written = settingsOf(ofGroup, groupAttributes(group.body));
  const settings = withDefaults(written, { ...facts, defaults: provided.defaults }, { version: managed, place: group.place });
  const [target, ...others] = targetsOf(group, portOf(valueAt(group.body, 'port')), scene);
  const upstream = { target, ...(others.length > 0 ? { others } : {}), protocol: protocolOf(group), pooled: isForFunctions(group) ? no('every request is a call of its own') : yes('the load balancer reuses connections to its targets'), place: group.place };
  return conditionsOf(rule).map((route) => ({ route, settings, upstream, place: rule.place }));
}

function protocolOf(group: Resource): Protocol {
  const version = valueAt(group.body, 'protocol_version');
  return version === 'HTTP2' ? 'h2' : version === 'GRPC' ? 'grpc' : 'http/1.1';
}

/** The hosts and paths of a rule, every one with every other. */
function conditionsOf({ body }: Resource): readonly Route[] {
  const conditions = datumsAt(body, 'condition');
  const valuesOf = (key: string): readonly string[] => conditions.flatMap((condition) => datumsAt(datumAt(condition, key), 'values')).flatMap((value) => (value.kind === 'text' && value.text.value !== undefined ? [value.text.value] : []));
  const hosts = valuesOf('host_header');
  const paths = valuesOf('path_pattern').map(pathRoute);
  return (hosts.length > 0 ? hosts.map((host) => ({ host })) : [{}]).flatMap((host) => (paths.length > 0 ? paths : [{}]).map((path) => ({ ...host, ...path })));
}

/** `/api/*`: everything below. */
function pathRoute(pattern: string): Route {
  const prefix = /^([^*?]*?)\/?\*$/.exec(pattern)?.[1];
  if (prefix === '') return {};
  return prefix === undefined ? { path: pattern, match: /[*?]/.test(pattern) ? 'pattern' : 'exact' } : { path: prefix, match: 'prefix' };
}
