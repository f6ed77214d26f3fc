import { type Datum, datumAt, type DatumEntry, entryOf, type MapDatum, type Resource, valueAt } from '../../../model/resource.ts';
import { type Call, handed, made, pairsOf, reference, type RegistryModule } from './made.ts';

/** One service. */
export const ecsServiceModule: RegistryModule = {
  source: /^terraform-aws-modules\/ecs\/aws\/\/modules\/service$/,
  link: 'https://registry.terraform.io/modules/terraform-aws-modules/ecs/aws/latest/submodules/service',
  resources: (call) => serviceOf(call, call.inputs, ''),
  output: (name) => (name.startsWith('task_definition') ? 'aws_ecs_task_definition.this' : 'aws_ecs_service.this'),
};

/** A cluster with a map of services. */
export const ecsModule: RegistryModule = {
  source: /^terraform-aws-modules\/ecs\/aws$/,
  link: 'https://registry.terraform.io/modules/terraform-aws-modules/ecs/aws',
  resources: (call) => pairsOf(call.inputs, 'services').flatMap(({ key, value }) => serviceOf(call, value, `["${key}"]`)),
  output: () => undefined,
};

function serviceOf(call: Call, inputs: MapDatum, key: string): readonly Resource[] {
  if (valueAt(inputs, 'create') === 'false') return [];
  const task = `aws_ecs_task_definition.this${key}`;
  const containers = pairsOf(inputs, 'container_definitions').map(containerOf);
  const balancers = pairsOf(inputs, 'load_balancer').map(({ value }): DatumEntry => ({ key: 'load_balancer', keyPlace: value.place, value: handed(value, { target_group_arn: 'target_group_arn', container_name: 'container_name', container_port: 'container_port' }, value.place) }));
  const definitions: DatumEntry = { key: 'container_definitions', keyPlace: inputs.place, value: { kind: 'list', items: containers, place: inputs.place } };
  return [
    made(call, task, handed(inputs, { family: 'family' }, call.place, [entryOf(inputs, 'family') ? undefined : named(inputs), definitions]), inputs.place),
    made(call, `aws_ecs_service.this${key}`, handed(inputs, { name: 'name' }, call.place, [reference('task_definition', call, task), ...balancers]), inputs.place),
  ];
}

/** A task without a family of its own is called like its service. */
function named(inputs: MapDatum): DatumEntry | undefined {
  const name = entryOf(inputs, 'name');
  return name && { ...name, key: 'family' };
}

/** Arguments were written with underscores before version 6; a container without a name is called by its key. */
function containerOf({ key, value }: { readonly key: string; readonly value: MapDatum }): Datum {
  const own = value.entries.map((entry): DatumEntry => ({ ...entry, key: entry.key === 'entrypoint' ? 'entryPoint' : camel(entry.key), value: entry.key === 'port_mappings' || entry.key === 'system_controls' ? camelled(entry.value) : entry.value }));
  const name: DatumEntry = { key: 'name', keyPlace: value.place, value: { kind: 'text', text: { value: key, expression: key, places: [value.place], origin: 'configured' }, refers: [] } };
  return { ...value, entries: [...(datumAt(value, 'name') ? [] : [name]), ...own] };
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const camelled = (list: Datum): Datum => (list.kind === 'list' ? { ...list, items: list.items.map((item) => (item.kind === 'map' ? { ...item, entries: item.entries.map((entry) => ({ ...entry, key: camel(entry.key) })) } : item)) } : list);
