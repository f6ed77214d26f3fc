import type { Text } from '../../model/value.ts';
import { get, items } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { withDeclared } from '../declared.ts';
import type { ConfigMaps } from './config-maps.ts';
import { expand, nameOf, type Texts } from './texts.ts';

interface Known {
  readonly find: ConfigMaps;
  readonly texts: Texts;
  /** `values:` of hoplint.yaml. */
  readonly declared: ReadonlyMap<string, Text>;
}

/** `envFrom`, then `env`; what comes out of a Secret or the running pod has no value unless hoplint.yaml knows it. */
export function environmentOf(container: YamlNode, namespace: string, { find, texts, declared }: Known): ReadonlyMap<string, Text> {
  const env = new Map<string, Text>();
  for (const from of items(get(container, 'envFrom'))) addAll(env, from, namespace, find, texts);
  for (const item of items(get(container, 'env'))) {
    const name = texts(get(item, 'name'))?.value;
    if (name === undefined) continue;
    const text = texts(get(item, 'value')) ?? referenced(item, namespace, find, texts) ?? { value: '', expression: '', places: [placeOf(item)], origin: 'configured' };
    const known = text.value === undefined ? declared.get(name) : undefined;
    env.set(name, known ? { ...known, places: [...known.places, ...text.places] } : expand(text, declared.size === 0 ? env : new Map([...declared, ...env])));
  }
  return withDeclared(env, env, declared);
}

function addAll(env: Map<string, Text>, from: YamlNode, namespace: string, find: ConfigMaps, texts: Texts): void {
  const reference = get(from, 'configMapRef', 'name');
  const name = texts(reference);
  const data = name && find(namespace, nameOf(name));
  if (!data || !reference) return;
  const prefix = texts(get(from, 'prefix'))?.value ?? '';
  for (const [key, datum] of data) {
    const text = datum.scalar && texts(datum.scalar);
    if (text) env.set(prefix + key, { ...text, places: [...text.places, placeOf(reference)] });
  }
}

function referenced(item: YamlNode, namespace: string, find: ConfigMaps, texts: Texts): Text | undefined {
  const source = get(item, 'valueFrom');
  if (!source) return undefined;
  const place = placeOf(source);
  const name = texts(get(source, 'configMapKeyRef', 'name'));
  const key = texts(get(source, 'configMapKeyRef', 'key'))?.value;
  const datum = name && key !== undefined ? find(namespace, nameOf(name))?.get(key) : undefined;
  const text = datum?.scalar && texts(datum.scalar);
  if (text) return { ...text, places: [...text.places, place] };
  const variable = texts(get(item, 'name'))?.value;
  return { value: undefined, expression: 'valueFrom', places: [place], origin: 'configured', ...(variable === undefined ? {} : { variable }) };
}
