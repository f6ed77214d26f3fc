import type { Scene } from '../../model/scene.ts';
import type { Reading, System } from '../system.ts';
import { facts } from './facts.ts';
import { providedRules } from './provided.ts';
import { middlebox, refused } from './rule.ts';
import { serviceRules } from './service.ts';

export const azureLb: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** One middlebox for every load-balancing rule. */
function readScene(scene: Scene): Reading | undefined {
  const rules = [...providedRules(scene), ...serviceRules(scene)];
  return rules.length === 0 ? undefined : { middleboxes: rules.map(middlebox), written: rules.flatMap(refused) };
}
