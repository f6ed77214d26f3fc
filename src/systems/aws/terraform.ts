import { type Datum, datumAt, datumsAt, entryOf, namesOf, referredBy, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Target } from '../system.ts';
import { functionsBehind, isForFunctions, toFunction } from './lambda.ts';
import type { Named } from './limit.ts';

/** The attributes of a block, as texts under their names. */
export function attributesIn(block: Datum | undefined): readonly Named[] {
  if (block?.kind !== 'map') return [];
  return block.entries.flatMap(({ key, keyPlace, value }) => (value.kind === 'text' && value.text.value !== 'null' ? [{ key, keyPlace, text: value.text }] : []));
}

/** The same under other names: `interval` of a `health_check` block as `health_check.interval`. */
export const prefixed = (prefix: string, named: readonly Named[]): readonly Named[] => named.map((one) => ({ ...one, key: `${prefix}.${one.key}` }));

const balancers = new Set(['aws_lb', 'aws_alb']);

/** The load balancers of one type; one whose type only run time knows is neither. */
export function balancersOf(scene: Scene, type: 'application' | 'network'): readonly Resource[] {
  return (scene.resources ?? []).filter((resource) => {
    const written = entryOf(resource.body, 'load_balancer_type') ? textAt(resource.body, 'load_balancer_type') : undefined;
    return balancers.has(resource.type) && (written === undefined ? type === 'application' : written.value === type);
  });
}

/** A listener, or a rule of one, with the target groups that it forwards to. */
export interface Forwarding {
  readonly listener: Resource;
  /** The rule; the listener itself for its default action. */
  readonly rule: Resource;
  readonly groups: readonly Resource[];
}

/** Everything that a load balancer forwards. */
export function forwardingsOf(balancer: Resource, scene: Scene): readonly Forwarding[] {
  const resources = scene.resources ?? [];
  const listeners = resources.filter(({ type, body }) => /^aws_a?lb_listener$/.test(type) && referredBy(datumAt(body, 'load_balancer_arn'), resources).includes(balancer));
  return listeners.flatMap((listener) => {
    const rules = resources.filter(({ type, body }) => /^aws_a?lb_listener_rule$/.test(type) && referredBy(datumAt(body, 'listener_arn'), resources).includes(listener));
    return [
      ...rules.map((rule) => ({ listener, rule, groups: groupsOf(rule, 'action', resources) })),
      { listener, rule: listener, groups: groupsOf(listener, 'default_action', resources) },
    ].filter(({ groups }) => groups.length > 0);
  });
}

function groupsOf({ body }: Resource, action: string, resources: readonly Resource[]): readonly Resource[] {
  return datumsAt(body, action).flatMap((block) => [
    ...referredBy(datumAt(block, 'target_group_arn'), resources),
    ...datumsAt(datumAt(block, 'forward'), 'target_group').flatMap((group) => referredBy(datumAt(group, 'arn'), resources)),
  ]).filter(({ type }) => /^aws_a?lb_target_group$/.test(type));
}

/** What stands behind a target group or a classic load balancer: containers of ECS services, else whatever listens on the port. */
export function targetsOf(group: Resource, port: number | undefined, scene: Scene): readonly [Target, ...Target[]] {
  const [first, ...rest] = isForFunctions(group) ? functionsBehind(group, scene).map((one) => toFunction(one, scene)) : containersBehind(group, scene);
  if (!first && isForFunctions(group)) return [{ kind: 'unknown', reason: 'nothing describes its function', expression: group.name }];
  return first ? [first, ...rest] : [{ kind: 'port', port, why: `${group.name} sends to ${port === undefined ? 'it' : `port ${port}`}`, names: namesOf(group) }];
}

function containersBehind(group: Resource, scene: Scene): readonly Target[] {
  const resources = scene.resources ?? [];
  return resources.filter(({ type }) => type === 'aws_ecs_service').flatMap((service) =>
    datumsAt(service.body, 'load_balancer').filter((block) => referredBy(datumAt(block, 'target_group_arn') ?? datumAt(block, 'elb_name'), resources).includes(group)).flatMap((block) => {
      const tasks = referredBy(datumAt(service.body, 'task_definition'), resources).filter(({ type }) => type === 'aws_ecs_task_definition');
      const port = portOf(valueAt(block, 'container_port'));
      return tasks.flatMap((task) => containersOf(task, valueAt(block, 'container_name'), scene).map((process): Target => ({ kind: 'process', process, port })));
    }));
}

/** The programs of a named container; of the only one if its name is not known. */
function containersOf(task: Resource, name: string | undefined, { processes }: Scene): readonly string[] {
  const own = processes.filter((process) => process.network === `ecs/${task.address}`);
  const named = own.filter((process) => process.container === name);
  return (named.length > 0 || new Set(own.map((process) => process.container)).size > 1 ? named : own).map((process) => process.id);
}

export const portOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined);

/** Names that Route 53 gives a load balancer. */
export function recordsOf(balancer: Resource, scene: Scene): readonly string[] {
  const resources = scene.resources ?? [];
  return resources.filter(({ type, body }) => type === 'aws_route53_record' && [datumAt(body, 'alias', 'name'), datumAt(body, 'records')].some((datum) => referredBy(datum, resources).includes(balancer))).flatMap(({ body }) => {
    const name = valueAt(body, 'name');
    return name?.includes('.') ? [name.replace(/\.$/, '')] : [];
  });
}
