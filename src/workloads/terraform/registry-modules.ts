import { type Datum, datumAt, type DatumEntry, entryOf, type MapDatum, type Resource } from '../../model/resource.ts';
import type { HclBlock } from '../../syntax/hcl.ts';
import { bodyOf } from './body.ts';
import type { Step } from './evaluate.ts';
import { type Module, scopeOf } from './module.ts';
import { attributeOf } from './module-files.ts';
import { listenersIn } from './registry/listeners.ts';
import { wellKnownOutput, wellKnownResources } from './registry/modules.ts';

const balancers = /^(?:(?:app|registry)\.terraform\.io\/|registry\.opentofu\.org\/)?terraform-aws-modules\/alb\/aws$|github\.com[/:]terraform-aws-modules\/terraform-aws-alb(?:\.git)?(?:\?|$)/;

/** Modules of the public registry that hand their arguments on to the resources that they make: https://registry.terraform.io/modules/terraform-aws-modules/alb/aws */
export function registryResources(module: Module): readonly Resource[] {
  return [...module.files.blocks.filter(isBalancer).flatMap((block) => balancerResources(module, block)), ...wellKnownResources(module)];
}

const isBalancer = (block: HclBlock): boolean => {
  const source = attributeOf(block.body, 'source');
  return block.type === 'module' && source?.kind === 'literal' && typeof source.value === 'string' && balancers.test(source.value);
};

function balancerResources(module: Module, block: HclBlock): readonly Resource[] {
  const body = bodyOf(block.body, scopeOf(module), block);
  const balancer = resourceOf(module, block, 'aws_lb.this', body);
  const groups = groupsIn(body).map(({ key, group }) => ({ key, made: resourceOf(module, block, `aws_lb_target_group.this["${key}"]`, group) }));
  const described = listenersIn(body, (key, id) => ({ key, keyPlace: body.place, value: { kind: 'text', text: { value: undefined, expression: id, places: [body.place], origin: 'configured' }, refers: [addressOf(module, block.labels[0] ?? '', id)] } }));
  if (described) return [balancer, ...groups.map(({ made }) => made), ...described.map(({ id, body: inner }) => resourceOf(module, block, id, inner))];
  const listeners = groups.map(({ key, made }) => resourceOf(module, block, `aws_lb_listener.this["${key}"]`, listenerBody(balancer, made)));
  return [balancer, ...groups.map(({ made }) => made), ...listeners];
}

/** A list up to version 8 of the module, a map since 9. */
function groupsIn(body: MapDatum): readonly { readonly key: string; readonly group: MapDatum }[] {
  const written = datumAt(body, 'target_groups');
  const pairs = written?.kind === 'list' ? written.items.map((value, index) => ({ key: String(index), value })) : written?.kind === 'map' ? written.entries : [];
  return pairs.flatMap(({ key, value }) => (value.kind === 'map' ? [{ key, group: { ...value, entries: value.entries.map(withoutPrefix) } }] : []));
}

const withoutPrefix = (entry: DatumEntry): DatumEntry => ({ ...entry, key: entry.key.replace(/^backend_(?=port$|protocol$)/, '') });

/** Which listener forwards to which group is the module's business: each group has one. */
function listenerBody(balancer: Resource, group: Resource): MapDatum {
  const { place } = group.body;
  const to = ({ address, name }: Resource): Datum => ({ kind: 'text', text: { value: undefined, expression: name, places: [place], origin: 'configured' }, refers: [address] });
  const map = (key: string, value: Datum): DatumEntry => ({ key, keyPlace: place, value });
  return { kind: 'map', place, entries: [map('load_balancer_arn', to(balancer)), map('default_action', { kind: 'map', place, entries: [map('target_group_arn', to(group))] })] };
}

function resourceOf(module: Module, block: HclBlock, id: string, body: MapDatum): Resource {
  const [label = ''] = block.labels;
  const type = id.split('.', 1)[0] ?? '';
  const opening = entryOf(body, 'source')?.keyPlace;
  const place = id.startsWith('aws_lb.') || !opening ? block.source.place(block.start, block.source.text.slice(0, block.end).trimEnd().length) : body.place;
  return { type, language: 'terraform', name: `${module.name}module.${label}.${id}`, address: addressOf(module, label, id), place, body };
}

const addressOf = (module: Module, label: string, id: string): string => `${module.prefix}module.${label}.${id}`;

/** What an output of such a module refers to. */
export function registryOutput(module: Module, name: string, steps: readonly Step[]): readonly string[] {
  if (!module.files.blocks.some((block) => isBalancer(block) && block.labels[0] === name)) return wellKnownOutput(module, name, steps);
  const [wanted, at] = steps;
  if (typeof wanted !== 'string' || !wanted.startsWith('target_group')) return [addressOf(module, name, 'aws_lb.this')];
  const key = typeof at === 'string' ? at : at?.kind === 'text' ? at.text.value : undefined;
  return [addressOf(module, name, key === undefined || key === '*' ? 'aws_lb_target_group.this' : `aws_lb_target_group.this["${key}"]`)];
}
