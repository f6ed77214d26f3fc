import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { evaluateIn } from '../python/environment.ts';
import { openSource } from '../python/sources.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';

/** The names that a configuration sets; `hidden` when nobody sees it. */
export interface Config {
  readonly values: ReadonlyMap<string, Text>;
  readonly hidden?: Text;
}

const noConfig: Config = { values: new Map() };
const wanted = ['keep_alive_timeout', 'graceful_timeout', 'bind', 'insecure_bind'];

/** `-c hypercorn.toml`, `-c file:config.py`, `-c python:package.module`. */
export async function configOf(named: Text | undefined, process: Process, reader: Reader): Promise<Config> {
  if (named === undefined) return noConfig;
  const path = named.value?.startsWith('python:') ? `${named.value.slice(7).replaceAll('.', '/')}.py` : named.value?.replace(/^(?:file|toml):/, '');
  const source = path === undefined ? undefined : openSource(process, path, reader);
  if (source === undefined) return { values: new Map(), hidden: { ...named, value: undefined, expression: `--config ${named.expression}` } };
  reader.claim(source);
  return { values: source.path.endsWith('.py') ? await fromPython(source, process, reader) : fromToml(source, reader) };
}

/** Numbers and strings of the top level; the first address of a list. */
function fromToml(source: Source, reader: Reader): ReadonlyMap<string, Text> {
  const entries = reader.ini(source).entries.filter(({ section, key }) => section === '' && wanted.includes(key));
  return new Map(entries.map(({ key, value, valuePlace }) => [key, literal(value.replace(/^\[\s*["']([^"']*)["'].*$/, '$1'), valuePlace)]));
}

async function fromPython(source: Source, process: Process, reader: Reader): Promise<ReadonlyMap<string, Text>> {
  const program = await reader.program(source);
  const values = new Map<string, Text>();
  for (const definition of program?.definitions ?? []) {
    if (program && definition.scope.length === 0 && wanted.includes(definition.name)) values.set(definition.name, await evaluateIn(process, first(definition.value), program, [], reader));
  }
  return values;
}

const first = <T extends { readonly kind: string; readonly items?: readonly T[] }>(value: T): T => (value.kind === 'list' ? (value.items?.[0] ?? value) : value);
