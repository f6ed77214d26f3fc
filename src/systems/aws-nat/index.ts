import { valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Reading, System } from '../system.ts';
import { facts } from './facts.ts';

export const awsNat: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** Several gateways serve several zones: one stands for all. */
function readScene({ resources = [] }: Scene): Reading | undefined {
  const gateway = resources.find(({ type, body }) => type === 'aws_nat_gateway' && valueAt(body, 'connectivity_type') !== 'private');
  if (!gateway) return undefined;
  return { middleboxes: [{ system: facts.system, name: `${facts.title} (${gateway.name})`, place: gateway.place, settings: [], fronts: { kind: 'egress' }, hosts: [] }] };
}
