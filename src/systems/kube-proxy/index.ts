import { goDuration, parseDuration } from '../../model/duration.ts';
import type { KubernetesObject, Scene, Service } from '../../model/scene.ts';
import { get, isScalar, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { documented, managed } from '../documented.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import type { MiddleboxReading, Reading, System } from '../system.ts';
import { facts, fields } from './facts.ts';

export const kubeProxy: System = { id: facts.system, facts, fromScene: async (scene, reader) => readScene(scene, reader) };

/** It stands before every Service with an address of its own. Without its written mode nothing is known of it. */
function readScene(scene: Scene, reader: Reader): Reading | undefined {
  const [config] = scene.objects.flatMap((object) => configurationIn(object, reader));
  const made = config && middlebox(config);
  return made && { middleboxes: scene.services.filter(hasAddress).map((service) => ({ ...made, fronts: { kind: 'service', namespace: service.namespace, name: service.name, port: undefined }, hosts: namesOf(service) })) };
}

/** The object itself, or what its ConfigMap holds. */
function configurationIn({ kind, name, node }: KubernetesObject, { yaml }: Reader): readonly YamlNode[] {
  if (kind === 'KubeProxyConfiguration') return [node];
  const text = kind === 'ConfigMap' && name === 'kube-proxy' ? get(node, 'data', 'config.conf') : undefined;
  return isScalar(text) ? yaml(text.embedded()).documents.slice(0, 1) : [];
}

function middlebox(config: YamlNode): Omit<MiddleboxReading, 'fronts' | 'hosts'> | undefined {
  const written = get(config, 'mode');
  const mode = textOf(written);
  if (!written || (mode !== 'ipvs' && mode !== 'iptables')) return undefined;
  const node = get(config, ...fields[mode]);
  const text = isScalar(node) && textOf(node) !== undefined && parseDuration(textOf(node) ?? '', goDuration) !== 0 ? toText(node) : undefined;
  const settings = text
    ? [configured('flow.idle', fields[mode].join('.'), text, (value) => parseDuration(value, goDuration))]
    : documented(facts, new Set(['flow.idle']), { version: managed, profile: mode, place: placeOf(written) });
  return settings.length === 0 ? undefined : { system: facts.system, name: `${facts.title} (${mode})`, place: placeOf(written), settings };
}

const hasAddress = ({ type, node }: Service): boolean => type !== 'ExternalName' && textOf(get(node, 'spec', 'clusterIP')) !== 'None';

const namesOf = ({ name, namespace }: Service): readonly string[] => [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`];
