import { own } from '../../model/own.ts';
import { type Datum, datumAt, referredBy, type Resource, textAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { facts as alb } from '../aws-alb/facts.ts';
import { facts as clb } from '../aws-clb/facts.ts';
import type { Target } from '../system.ts';
import { gatewayName } from './gateway-name.ts';
import { functionsIn, isStreamed, toFunction } from './lambda.ts';
import { recordsOf } from './terraform.ts';

const titles: Readonly<Record<string, string>> = { aws_lb: alb.title, aws_alb: alb.title, aws_elb: clb.title };

/** What an edge service calls: something of the project that the value refers to, else the host that it names. `port`: where the value names none. */
export function originOf(datum: Datum | undefined, port: number | undefined, scene: Scene): Target {
  const resources = scene.resources ?? [];
  const named = referredBy(datum, resources);
  const [balancer] = [...named, ...named.filter(({ type }) => /^aws_a?lb_listener$/.test(type)).flatMap(({ body }) => referredBy(datumAt(body, 'load_balancer_arn'), resources))].filter(({ type }) => own(titles, type) !== undefined);
  if (balancer) return toBalancer(balancer, port, scene);
  const [lambda] = functionsIn(datum, resources);
  if (lambda) return isStreamed(lambda, scene) ? { kind: 'unknown', reason: 'the function streams its response', expression: lambda.name } : toFunction(lambda, scene);
  const [api] = named.flatMap((one) => apiOf(one, resources));
  if (api) return { kind: 'inside', layer: gatewayName(api, scene) };
  return toHost(datum, port);
}

function toBalancer(balancer: Resource, port: number | undefined, scene: Scene): Target {
  const [host] = recordsOf(balancer, scene);
  return host === undefined ? { kind: 'inside', layer: `${titles[balancer.type] ?? ''} (${balancer.name})` } : { kind: 'host', host, port };
}

/** An API, or the one that a stage belongs to. */
function apiOf({ type, body, ...rest }: Resource, resources: readonly Resource[]): readonly Resource[] {
  if (/^aws_api_gateway_rest_api$|^aws_apigatewayv2_api$/.test(type)) return resources.filter(({ address }) => address === rest.address);
  return /^aws_api_gateway_(?:stage|deployment)$|^aws_apigatewayv2_stage$/.test(type) ? referredBy(datumAt(body, 'rest_api_id') ?? datumAt(body, 'api_id'), resources) : [];
}

function toHost(datum: Datum | undefined, port: number | undefined): Target {
  const text = textAt(datum);
  if (text?.value === undefined) return { kind: 'unknown', reason: 'only known at run time', expression: text?.expression ?? '' };
  const [, scheme, host = text.value, written] = /^(https?):\/\/([^/:?#]+)(?::(\d{1,5}))?/i.exec(text.value) ?? [];
  const usual = scheme === undefined ? port : scheme.toLowerCase() === 'http' ? 80 : 443;
  return { kind: 'host', host, port: written === undefined ? usual : Number(written) };
}
