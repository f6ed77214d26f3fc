import type { Config } from '../config/config.ts';
import type { Place } from '../model/place.ts';
import type { Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';
import type { YamlScalar } from '../syntax/yaml.ts';

/** `values:` of hoplint.yaml as texts. */
export function declaredValues(config: Config): ReadonlyMap<string, Text> {
  return new Map([...config.values].map(([name, value]) => [name, { value, expression: name, places: [placeIn(config, name)], origin: 'declared', variable: name }]));
}

/** An environment with what hoplint.yaml knows of it: a value that the manifest itself shows stays. */
export function withDeclared(env: ReadonlyMap<string, Text>, shown: ReadonlyMap<string, Text>, declared: ReadonlyMap<string, Text>): ReadonlyMap<string, Text> {
  if (declared.size === 0) return env;
  const open = [...declared].filter(([name]) => !isShown(shown.get(name)));
  return new Map([...env, ...open.map(([name, text]) => [name, through(text, env.get(name))] as const)]);
}

const isShown = (text: Text | undefined): boolean => text?.value !== undefined && text.origin === 'configured';

const through = (text: Text, written: Text | undefined): Text => (written ? { ...text, places: [...text.places, ...written.places] } : text);

/** A value of hoplint.yaml in the place of one that a template would read. */
export function declaredScalar(config: Config, name: string): YamlScalar {
  return declaredNode(config.values.get(name) ?? '', placeIn(config, name));
}

export function declaredNode(text: string, place: Place): YamlScalar {
  const source: Source = { path: place.file, text, place: () => place, declared: true };
  return { kind: 'scalar', value: typed(text), text, style: 'plain', source, start: 0, end: text.length, embedded: () => source };
}

function typed(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

const placeIn = (config: Config, name: string): Place => config.valuePlaces?.get(name) ?? { file: 'hoplint.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
