import { type Inventory, takeInventory } from './chain/inventory.ts';
import type { Config } from './config/config.ts';
import type { Project } from './model/layer.ts';
import type { Scene } from './model/scene.ts';
import type { Syntax } from './syntax/syntax.ts';
import { openReader } from './systems/open-reader.ts';
import { systems } from './systems/registry.ts';
import { readScenes } from './workloads/read-scenes.ts';
import type { Again } from './workloads/scenes.ts';
import type { SettledTree } from './workloads/templates/settled-tree.ts';
import { templateVariants } from './workloads/templates/variants.ts';

/** What was found with the templates as their defaults have them. */
export interface Base {
  readonly settled: SettledTree;
  readonly syntax: Syntax;
  readonly config: Config;
  readonly scenes: readonly Scene[];
  readonly inventory: Inventory;
  /** The templates that some workload was read from. */
  readonly used: ReadonlySet<string>;
}

export interface TemplateScenes {
  readonly scenes: readonly Scene[];
  readonly inventory: Inventory;
}

/** What the other outcomes of template conditionals would start and configure, one switch at a time. */
export async function templateScenes(base: Base): Promise<readonly TemplateScenes[]> {
  const found: TemplateScenes[] = [];
  for (const { when, taken } of templateVariants(base.settled)) {
    const settled = base.settled.variant(taken);
    if (settled.changed.length > 0) found.push(await ofVariant(when, settled, base));
  }
  return found;
}

async function ofVariant(when: string, { tree, changed }: ReturnType<SettledTree['variant']>, base: Base): Promise<TemplateScenes> {
  const projects = new Set(changed.map((path) => tree.projectOf(path).folder));
  const isMeant: Again['isMeant'] = (scene) => scene.when === undefined && projects.has(scene.project.folder);
  const started = changed.some((path) => base.used.has(path)) ? await startedAnew(tree, isMeant, when, base) : asBefore(isMeant, when, base);
  const reader = openReader(tree, base.syntax, base.config);
  const strays = await takeInventory(systems, [], { ...tree, files: changed.filter((path) => !started.claimed.has(path)), problems: [], opened: 0 }, reader);
  const homeOf = (project: Project): Scene | undefined => started.scenes.find((scene) => scene.project.folder === project.folder);
  const atHome = <T extends { readonly project: Project }>(all: readonly T[]) => all.map((one) => ({ ...one, scene: homeOf(one.project) }));
  return {
    scenes: started.scenes,
    inventory: {
      layers: [...started.inventory.layers, ...atHome(strays.layers)],
      middleboxes: [...started.inventory.middleboxes, ...atHome(strays.middleboxes)],
      written: [...started.inventory.written, ...strays.written.map((one) => ({ ...one, condition: when }))],
      problems: [],
    },
  };
}

interface Started extends TemplateScenes {
  readonly claimed: ReadonlySet<string>;
}

async function startedAnew(tree: SettledTree['tree'], isMeant: Again['isMeant'], when: string, { syntax, config, scenes: base }: Base): Promise<Started> {
  const again = { isMeant, others: base.filter((scene) => !isMeant(scene)) };
  const scenes = readScenes(tree, syntax, config, { again }).scenes.map((scene) => ({ ...scene, when }));
  const { reader, claimed } = openReader(tree, syntax, config);
  const inventory = await takeInventory(systems, scenes, { ...tree, files: [], problems: [], opened: 0 }, { reader, claimed });
  return { scenes, inventory, claimed };
}

/** Where the switch changes no workload, the base's are taken as they are. */
function asBefore(isMeant: Again['isMeant'], when: string, { scenes, inventory }: Base): Started {
  const copies = new Map(scenes.filter(isMeant).map((scene) => [scene, { ...scene, when }] as const));
  const copied = <T extends { readonly scene: Scene | undefined }>(all: readonly T[]): readonly T[] => all.flatMap((one) => {
    const scene = one.scene && copies.get(one.scene);
    return scene ? [{ ...one, scene }] : [];
  });
  return { scenes: [...copies.values()], inventory: { layers: copied(inventory.layers), middleboxes: copied(inventory.middleboxes), written: [], problems: [] }, claimed: new Set() };
}
