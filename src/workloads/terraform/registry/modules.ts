import type { Resource } from '../../../model/resource.ts';
import type { HclBlock } from '../../../syntax/hcl.ts';
import { bodyOf } from '../body.ts';
import type { Step } from '../evaluate.ts';
import { instancesOf } from '../instances.ts';
import { type Module, scopeOf } from '../module.ts';
import { attributeOf } from '../module-files.ts';
import { apiGatewayModule } from './api-gateway.ts';
import { ecsModule, ecsServiceModule } from './ecs.ts';
import { googleLbModule } from './google.ts';
import { lambdaModule } from './lambda.ts';
import type { RegistryModule } from './made.ts';

/** Modules that are read by their documented arguments; one line each. */
const known: readonly RegistryModule[] = [apiGatewayModule, ecsModule, ecsServiceModule, googleLbModule, lambdaModule];

/** What the calls of well-known modules make. */
export function wellKnownResources(module: Module): readonly Resource[] {
  return module.files.blocks.flatMap((block) => {
    const found = knownAs(block);
    if (!found) return [];
    return instancesOf(block.body, scopeOf(module)).flatMap(({ key, locals }) => found.resources({ ...namesOf(module, block, key), inputs: bodyOf(block.body, scopeOf(module, locals), block), place: placeOf(block) }));
  });
}

/** What an output of such a module refers to. */
export function wellKnownOutput(module: Module, name: string, steps: readonly Step[]): readonly string[] {
  const block = module.files.blocks.find((one) => one.labels[0] === name && knownAs(one));
  const found = block && knownAs(block);
  if (!found) return [];
  const [first, second] = steps;
  const key = typeof first === 'string' ? undefined : first?.kind === 'text' ? first.text.value : undefined;
  const [wanted, rest] = typeof first === 'string' && first !== '*' ? [first, steps.slice(1)] : [second, steps.slice(2)];
  const id = typeof wanted === 'string' ? found.output(wanted, rest) : undefined;
  return id === undefined ? [] : [`${namesOf(module, block, key).prefix}.${id}`];
}

function knownAs(block: HclBlock): RegistryModule | undefined {
  const source = block.type === 'module' ? attributeOf(block.body, 'source') : undefined;
  if (source?.kind !== 'literal' || typeof source.value !== 'string') return undefined;
  const address = source.value.replace(/^(?:registry\.terraform\.io|app\.terraform\.io|registry\.opentofu\.org)\//, '');
  return known.find((one) => one.source.test(address));
}

function namesOf(module: Module, block: HclBlock, key: string | undefined): { readonly name: string; readonly prefix: string } {
  const id = `module.${block.labels[0] ?? ''}${key === undefined ? '' : `["${key}"]`}`;
  return { name: `${module.name}${id}`, prefix: `${module.prefix}${id}` };
}

const placeOf = (block: HclBlock) => block.source.place(block.start, block.source.text.slice(0, block.end).trimEnd().length);
