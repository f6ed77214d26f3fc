import { type Datum, datumAt, datumsAt, referredBy, type Resource, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Target } from '../system.ts';

const functionTitle = 'AWS Lambda';

const isFunction = ({ type }: Resource): boolean => type === 'aws_lambda_function';
const forwards = /^aws_lambda_(?:alias|version|function_url)$/;

/** The functions of a project. */
export const functionsOf = ({ resources = [] }: Scene): readonly Resource[] => resources.filter(isFunction);

/** The functions that a value names, directly or by an alias, a version or a function URL. */
export function functionsIn(datum: Datum | undefined, resources: readonly Resource[]): readonly Resource[] {
  const named = referredBy(datum, resources);
  const behind = named.filter(({ type }) => forwards.test(type)).flatMap(({ body }) => referredBy(datumAt(body, 'function_name'), resources));
  return [...new Set([...named, ...behind].filter(isFunction))];
}

/** For people; with its file where another function of the project bears the same name. */
export function functionName(lambda: Resource, scene: Scene): string {
  const isShared = functionsOf(scene).some((other) => other !== lambda && other.name === lambda.name);
  return `${functionTitle} (${lambda.name}${isShared ? ` of ${lambda.place.file}` : ''})`;
}

export const toFunction = (lambda: Resource, scene: Scene): Target => ({ kind: 'inside', layer: functionName(lambda, scene) });

/** The functions that a target group of the type `lambda` sends to. */
export function functionsBehind(group: Resource, { resources = [] }: Scene): readonly Resource[] {
  const attached = resources.filter(({ type, body }) => /^aws_a?lb_target_group_attachment$/.test(type) && referredBy(datumAt(body, 'target_group_arn'), resources).includes(group)).map(({ body }) => datumAt(body, 'target_id'));
  return [...attached, datumAt(group.body, 'target_id'), ...datumsAt(group.body, 'target').map((target) => datumAt(target, 'id'))].flatMap((datum) => functionsIn(datum, resources));
}

export const isForFunctions = ({ body }: Resource): boolean => valueAt(body, 'target_type') === 'lambda';

/** The URL of its own, if the function has one. */
export function urlOf(lambda: Resource, { resources = [] }: Scene): Resource | Datum | undefined {
  return datumAt(lambda.body, 'function_url') ?? resources.find(({ type, body }) => type === 'aws_lambda_function_url' && functionsIn(datumAt(body, 'function_name'), resources).includes(lambda));
}

/** A response that is sent piece by piece is not silent until the function ends. */
export function isStreamed(lambda: Resource, scene: Scene): boolean {
  const url = urlOf(lambda, scene);
  const mode = url && valueAt('body' in url ? url.body : url, 'invoke_mode');
  return mode === 'RESPONSE_STREAM';
}

/** A durable function goes on after it was interrupted: its limit is not that of a request. */
export const isDurable = ({ body }: Resource): boolean => datumAt(body, 'durable_config') !== undefined;
