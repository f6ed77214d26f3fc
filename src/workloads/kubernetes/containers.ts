import type { Project } from '../../model/layer.ts';
import { own } from '../../model/own.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import type { Text } from '../../model/value.ts';
import { entry, get, isScalar, items } from '../../syntax/yaml-read.ts';
import { placeOf, type Step, type YamlNode } from '../../syntax/yaml.ts';
import type { Container, Word } from '../container.ts';
import { type ConfigMaps, mountsOf } from './config-maps.ts';
import { environmentOf } from './environment.ts';
import { textMap } from './objects.ts';
import { lifecycleSettings, writtenProbes } from './probes.ts';
import { numberOf } from './services.ts';
import { expand, nameOf, type Texts } from './texts.ts';

const podPaths: Readonly<Record<string, readonly Step[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  // Knative's; a Service of Kubernetes itself has no template.
  Service: ['spec', 'template'],
  Pod: [],
};

export const isWorkload = (kind: string): boolean => Object.hasOwn(podPaths, kind);

/** The containers of a workload; of its init containers the sidecars only. */
export function containersOf(object: KubernetesObject, around: Around): readonly Container[] {
  const { texts } = around;
  const pod = get(object.node, ...(own(podPaths, object.kind) ?? []));
  const spec = get(pod, 'spec');
  const sidecars = items(get(spec, 'initContainers')).filter((each) => texts(get(each, 'restartPolicy'))?.value === 'Always');
  return [...sidecars, ...items(get(spec, 'containers'))].flatMap((node) => containerOf(node, { ...around, object, pod, spec }) ?? []);
}

/** What a workload is read with. */
interface Around {
  readonly project: Project;
  readonly find: ConfigMaps;
  readonly texts: Texts;
  /** `values:` of hoplint.yaml. */
  readonly declared: ReadonlyMap<string, Text>;
}

interface Pod extends Around {
  readonly object: KubernetesObject;
  readonly pod: YamlNode | undefined;
  readonly spec: YamlNode | undefined;
}

function containerOf(node: YamlNode, { object, project, pod, spec, find, texts, declared }: Pod): Container | undefined {
  const named = texts(get(node, 'name'));
  if (node.kind !== 'map') return undefined;
  const name = named ? nameOf(named) : object.name;
  const { namespace } = object;
  const env = environmentOf(node, namespace, { find, texts, declared });
  const network = `kubernetes/${namespace}/${object.kind.toLowerCase()}/${object.name}`;
  const opening = entry(node, 'command') ?? entry(node, 'args') ?? entry(node, 'image') ?? entry(node, 'name');
  return {
    id: `${network}/${name}`,
    project,
    workload: { kind: object.kind === 'Service' ? 'knative-service' : object.kind.toLowerCase(), name: object.name, namespace },
    container: name,
    network,
    names: [],
    labels: object.kind === 'Pod' ? textMap(get(object.node, 'metadata', 'labels'), texts) : textMap(get(pod, 'metadata', 'labels'), texts),
    image: texts(get(node, 'image')),
    build: undefined,
    entrypoint: wordsOf(get(node, 'command'), env, texts),
    command: wordsOf(get(node, 'args'), env, texts),
    env,
    workdir: texts(get(node, 'workingDir'))?.value,
    ports: items(get(node, 'ports')).flatMap((port) => portIn(port, texts)),
    settings: lifecycleSettings(node, spec, texts),
    probes: writtenProbes(node, texts),
    ...(texts(get(spec, 'shareProcessNamespace'))?.value === 'true' ? { hasInit: true as const } : {}),
    sysctls: sysctlsOf(spec, texts),
    mounts: mountsOf(node, { podSpec: spec, namespace, configMaps: find, texts }),
    sources: [],
    place: opening ? placeOf(opening.key) : object.place,
  };
}

function wordsOf(node: YamlNode | undefined, env: ReadonlyMap<string, Text>, texts: Texts): readonly Word[] | undefined {
  if (node?.kind !== 'list') return undefined;
  return node.items.flatMap((item): readonly Word[] => {
    const text = texts(item);
    if (!text) return [];
    const word = expand(text, env);
    return isScalar(item) && word.value === item.text ? [{ ...word, script: item.embedded }] : [word];
  });
}

function portIn(node: YamlNode, texts: Texts): Container['ports'] {
  const port = numberOf(texts(get(node, 'containerPort'))?.value);
  const name = texts(get(node, 'name'))?.value;
  return port === undefined ? [] : [{ port, place: placeOf(node), ...(name === undefined ? {} : { name }) }];
}

function sysctlsOf(spec: YamlNode | undefined, texts: Texts): ReadonlyMap<string, Text> {
  return new Map(items(get(spec, 'securityContext', 'sysctls')).flatMap((item) => {
    const name = texts(get(item, 'name'))?.value;
    const value = texts(get(item, 'value'));
    return name !== undefined && value ? [[name, value] as const] : [];
  }));
}
