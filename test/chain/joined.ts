import { build, type Built } from '../../src/chain/build.ts';
import { declaredLayers } from '../../src/chain/declared.ts';
import { takeInventory } from '../../src/chain/inventory.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Chain, Hop } from '../../src/model/layer.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { openReader } from '../../src/systems/open-reader.ts';
import { systems } from '../../src/systems/registry.ts';
import { readScenes } from '../../src/workloads/read-scenes.ts';
import { memoryTree } from '../support/memory-tree.ts';

/** The chains of a repository that is given as path → text. */
export async function joined(files: Readonly<Record<string, string>>): Promise<Built> {
  const tree = memoryTree(files);
  const syntax = createSyntax();
  const { config } = loadConfig(tree.open('hoplint.yaml'), syntax.yaml);
  const { scenes } = readScenes(tree, syntax, config);
  const inventory = await takeInventory(systems, scenes, tree, openReader(tree, syntax, config));
  const declared = declaredLayers(config, new Map(systems.map(({ facts }) => [facts.system, facts])), scenes);
  return build([...inventory.layers, ...declared.layers], [...inventory.middleboxes, ...declared.middleboxes], scenes);
}

/** `nginx > gunicorn` per chain; an open end as `?`, containment as `⊃`, a variant in brackets. */
export const shapes = ({ chains }: Built): readonly string[] => chains.map(shape).sort();

function shape({ layers, openEnds, when }: Chain): string {
  const names = layers.map((layer, index) => `${index === 0 ? '' : layer.within === undefined ? ' > ' : ' ⊃ '}${layer.system}`).join('');
  const outer = openEnds.some((end) => end.what === 'clients') ? '? > ' : '';
  const inner = openEnds.some((end) => end.what !== 'clients') ? ' > ?' : '';
  return `${outer}${names}${inner}${when === undefined ? '' : ` [${when}]`}`;
}

export function hopInto({ hops }: Built, system: string): Hop {
  const hop = hops.find(({ upstream }) => !('what' in upstream) && upstream.system === system);
  if (!hop) throw new Error(`no hop into ${system}`);
  return hop;
}
