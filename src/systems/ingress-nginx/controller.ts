import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Text } from '../../model/value.ts';
import { entries, get, toText } from '../../syntax/yaml-read.ts';
import type { Reader } from '../reader.ts';
import { configMapNames, controllerImage, keys, prefix } from './facts.ts';

/** What the tree shows of the controller itself. */
export interface Controller {
  readonly process: Process | undefined;
  readonly version: Version;
  /** The annotations' prefix, `--annotations-prefix` considered. */
  readonly prefix: string;
  /** Key → value of its ConfigMap; empty when the tree has none, or several among which nothing chooses. */
  readonly config: ReadonlyMap<string, Text>;
}

export function controllerOf(scene: Scene, reader: Reader): Controller {
  const processes = scene.processes.filter((process) => process.image && controllerImage.test(process.image.name));
  const process = processes.length === 1 ? processes[0] : undefined;
  const maps = configMapsOf(scene, process);
  const [map] = maps;
  return {
    process,
    version: versionOf(process, reader),
    prefix: (process && argument(process, 'annotations-prefix')) ?? prefix,
    config: map && maps.length === 1 ? dataOf(map) : new Map(),
  };
}

/** The one that the controller is started with, else those whose name or labels say so. */
export function configMapsOf(scene: Scene, process: Process | undefined): readonly KubernetesObject[] {
  const maps = scene.objects.filter((object) => object.kind === 'ConfigMap');
  const wanted = process && argument(process, 'configmap')?.replace(/^.*\//, '');
  const named = wanted === undefined ? [] : maps.filter((map) => map.name === wanted);
  if (named.length > 0) return named;
  const known = new Set(keys.map((key) => key.key));
  return maps.filter((map) => {
    const isLabelled = map.labels.get('app.kubernetes.io/name') === 'ingress-nginx' && map.labels.get('app.kubernetes.io/component') !== 'admission-webhook';
    return configMapNames.includes(map.name) || (isLabelled && [...dataOf(map).keys()].some((key) => known.has(key)));
  });
}

export function dataOf(map: KubernetesObject): ReadonlyMap<string, Text> {
  return new Map(entries(get(map.node, 'data')).map((entry) => [entry.key.text, toText(entry.value)]));
}

function argument(process: Process, name: string): string | undefined {
  const words = process.argv.map((text) => text.value ?? text.expression);
  const joined = words.find((word) => word.startsWith(`--${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 3);
  const at = words.indexOf(`--${name}`);
  return at < 0 ? undefined : words[at + 1];
}

function versionOf(process: Process | undefined, reader: Reader): Version {
  const declared = reader.version('ingress-nginx');
  if (declared !== undefined) return { known: declared };
  const number = /^(?:nginx-|controller-)?v?(\d+\.\d+(?:\.\d+)?)/.exec(process?.image?.tag ?? '')?.[1];
  if (number !== undefined && process?.image) return { known: number, place: process.image.text.places[0] };
  return { reason: 'no controller with an image tag is in the tree' };
}
