import type { Tree } from '../discover/tree.ts';
import type { Project } from '../model/layer.ts';
import type { Place, Problem } from '../model/place.ts';
import type { Scene } from '../model/scene.ts';
import { refusedByCompose } from '../systems/docker/refused.ts';
import type { OpenReader } from '../systems/open-reader.ts';
import type { LayerReading, Reading, System, WrittenIn } from '../systems/system.ts';
import { mayHoldLayers } from './candidates.ts';
import type { Found, FoundMiddlebox } from './node.ts';

/** Everything that the systems found. */
export interface Inventory {
  readonly layers: readonly Found[];
  readonly middleboxes: readonly FoundMiddlebox[];
  readonly written: readonly WrittenIn[];
  readonly problems: readonly Problem[];
}

/** Asks every system about every workload first; what no workload accounts for is a stray file. */
export async function takeInventory(systems: readonly System[], scenes: readonly Scene[], tree: Tree, open: OpenReader): Promise<Inventory> {
  const entries: Entry[] = [];
  for (const scene of scenes) for (const system of systems) entries.push(...(await fromScene(system, scene, open)));
  for (const path of tree.files) entries.push(...(await fromFile(systems, path, tree, open)));
  return {
    layers: entries.flatMap(({ reading, facts, ...rest }) => (reading.layers ?? []).map((layer) => ({ ...rest, facts: layer.facts ?? facts, reading: inVersion(layer, open) }))),
    middleboxes: entries.flatMap(({ reading, ...rest }) => (reading.middleboxes ?? []).map((middlebox) => ({ ...rest, reading: middlebox }))),
    written: [...entries.flatMap(({ reading, project, scene }) => (reading.written ?? []).map((written) => ({ written, project, condition: scene?.when }))), ...scenes.flatMap(refusedIn)],
    problems: entries.flatMap(({ reading }) => reading.problems ?? []),
  };
}

const tooLarge = (place: Place, most = 0): Reading => ({ problems: [{ place, message: `too large to read (over ${most < 1_000_000 ? `${most / 1000} kB` : `${most / 1_000_000} MB`})` }] });

/** What is refused before any system runs. */
const refusedIn = ({ project, when, processes }: Scene): readonly WrittenIn[] => processes.flatMap(refusedByCompose).map((written) => ({ written, project, condition: when }));

/** `versions:` of hoplint.yaml wins, whatever a reader made of an image tag. */
function inVersion(layer: LayerReading, { reader }: OpenReader): LayerReading {
  const known = reader.version(layer.system);
  return known === undefined ? layer : { ...layer, version: { known } };
}

interface Entry {
  readonly reading: Reading;
  readonly facts: System['facts'];
  readonly project: Project;
  readonly scene: Scene | undefined;
}

async function fromScene(system: System, scene: Scene, { reader }: OpenReader): Promise<readonly Entry[]> {
  const readings: (Reading | undefined)[] = [];
  for (const process of system.fromProcess ? scene.processes : []) readings.push(await system.fromProcess?.(process, reader));
  readings.push(await system.fromScene?.(scene, reader));
  return readings.flatMap((reading) => (reading ? [{ reading, facts: system.facts, project: scene.project, scene }] : []));
}

async function fromFile(systems: readonly System[], path: string, tree: Tree, { reader, claimed }: OpenReader): Promise<readonly Entry[]> {
  if (!mayHoldLayers(path)) return [];
  const source = tree.open(path);
  if (!source) return [];
  const entries: Entry[] = [];
  for (const { fromFile: stray, facts } of systems) {
    // A server's source may call others too: only servers and configuration are accounted for by a process.
    if (!stray || (facts.kind !== 'client' && claimed.has(path)) || !stray.claims(path, source.text.slice(0, stray.most))) continue;
    const reading = source.text.length > (stray.most ?? Number.POSITIVE_INFINITY) ? tooLarge(source.place(0), stray.most) : await stray.read(source, reader);
    if (reading) entries.push({ reading, facts, project: tree.projectOf(path), scene: undefined });
  }
  return entries;
}
