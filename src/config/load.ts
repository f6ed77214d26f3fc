import type { Problem } from '../model/place.ts';
import type { Source } from '../syntax/source.ts';
import type { YamlFile, YamlNode } from '../syntax/yaml.ts';
import { placeOf } from '../syntax/yaml.ts';
import type { Config } from './config.ts';
import { emptyConfig } from './config.ts';
import { explainError } from './explain-error.ts';
import { normalise } from './normalise.ts';
import { allowedKeys, validate } from './validate.generated.js';

export interface LoadedConfig {
  readonly config: Config;
  /** Empty when the whole file could be used; else `config` is the empty one. */
  readonly problems: readonly Problem[];
}

export function loadConfig(source: Source | undefined, yaml: (source: Source) => YamlFile): LoadedConfig {
  if (!source) return { config: emptyConfig, problems: [] };
  const { documents, problems } = yaml(source);
  const [document, second] = documents;
  if (problems.length > 0) return { config: emptyConfig, problems };
  if (!document) return { config: emptyConfig, problems: [] };
  if (second) return { config: emptyConfig, problems: [{ place: placeOf(second), message: 'a second document (`---`); hoplint.yaml has one' }] };
  const faults = check(document);
  return faults.length > 0 ? { config: emptyConfig, problems: faults } : { config: normalise(document), problems: [] };
}

function check(document: YamlNode): readonly Problem[] {
  if (validate(plain(document, 0))) return [];
  const faults = (validate.errors ?? []).map((error) => explainError(error, document, allowedKeys[error.schemaPath] ?? []));
  const first = new Map(faults.map((fault) => [`${fault.place.line}:${fault.place.column}:${fault.message}`, fault]));
  return [...first.values()].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

const deepest = 12;

/** Plain data for the schema. Deeper than any valid file is cut, which also ends anchors that hold themselves. */
function plain(node: YamlNode, depth: number): unknown {
  if (depth > deepest) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map((item) => plain(item, depth + 1));
  return Object.fromEntries(node.entries.map((entry) => [entry.key.text, plain(entry.value, depth + 1)]));
}
