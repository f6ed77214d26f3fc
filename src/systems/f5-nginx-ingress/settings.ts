import type { KubernetesObject, Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, no, type Text, unsure, yes } from '../../model/value.ts';
import type { Place } from '../../model/place.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { nginxTime } from '../nginx/time.ts';
import { configured } from '../setting.ts';
import type { Timer } from '../../model/timer.ts';
import { globalKeys, keys } from './facts.ts';

/** Where a value may be written: an annotation, a field, a key of the ConfigMap. */
export type Lookup = (name: string) => Text | undefined;

/** The ConfigMap that the controller is started with, else the one of its manifests' name. */
export function globalLookup({ objects, processes }: Scene): Lookup {
  const named = processes.flatMap(({ argv }) => argv).map(({ value }) => /^-nginx-configmaps=(?:.*\/)?([^/]+)$/.exec(value ?? '')?.[1]).find((name) => name !== undefined) ?? 'nginx-config';
  const map: KubernetesObject | undefined = objects.find(({ kind, name }) => kind === 'ConfigMap' && name === named);
  return (key) => {
    const node = get(map?.node, 'data', key);
    return isScalar(node) ? toText(node) : undefined;
  };
}

/** Own values before those of the ConfigMap; what cannot be read counts as not written. */
export function settingsOf(own: Lookup, global: Lookup, named: (key: readonly [Timer, string, string]) => string): readonly Setting[] {
  const timed = keys.flatMap((key) => {
    const text = own(named(key));
    return text && isReadable(text) ? [configured(key[0], named(key), text, nginxTime)] : fromGlobal(key[0], key[1], global);
  });
  return [...timed, ...globalKeys.flatMap(([timer, key]) => fromGlobal(timer, key, global))];
}

const fromGlobal = (timer: Timer, key: string, global: Lookup): readonly Setting[] => {
  const text = global(key);
  return text && isReadable(text) ? [configured(timer, key, text, nginxTime)] : [];
};

const isReadable = ({ value }: Text): boolean => value === undefined || nginxTime(value) !== undefined;

/** Without a number of connections to keep, it depends on the nginx inside whether any are. */
export function pooledFact(connections: Text | undefined, place: Place): Fact {
  if (connections?.value === undefined) return unsure('nothing sets keepalive, and from nginx 1.29.7 on connections are kept all the same', place);
  return connections.value === '0' ? no('keepalive is 0', ...connections.places) : yes(`keepalive is ${connections.value}`, ...connections.places);
}
