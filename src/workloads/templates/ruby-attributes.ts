import { posix } from 'node:path';
import type { Source } from '../../syntax/source.ts';
import { cleanFolder } from '../folders.ts';
import { remembered, type Surroundings, type Tool } from './context.ts';
import type { Found, Plain } from './evaluate.ts';
import { agreed } from './yaml-values.ts';

const assignment = /^[ \t]*(?:node\.)?(default|normal|set|override|force_default|force_override)((?:\[\s*(?:"[^"\]\n]{1,80}"|'[^'\]\n]{1,80}'|:\w{1,80})\s*\]){1,8})[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|-?\d+(?:\.\d+)?|true|false|nil)[ \t]*(?:#.*)?$/gm;
const anyAssignment = /(?:default|normal|set|override)((?:\[[^\]\n]{1,80}\]){1,8})[ \t]*=(?!=)/g;
const mostFiles = 400;

/** ERB templates of Chef cookbooks: attributes that every cookbook of the repository gives the same value. https://docs.chef.io/attributes/ */
export function chef({ tree }: Surroundings): Tool {
  const cookbooks = tree.files.filter((path) => /(?:^|\/)(?:attributes|recipes)\/[^/]+\.rb$/.test(path)).slice(0, mostFiles);
  const attributes = remembered(() => readAll(cookbooks.flatMap((path) => tree.open(path) ?? [])));
  const context = { lookup: (name: string) => (name.startsWith('node.') ? attributes('').get(name.slice('node.'.length)) : undefined) };
  return { contextOf: (path) => (/\.erb$/.test(path) && /(?:^|\/)templates\//.test(path) && isCookbook(path, cookbooks) ? context : undefined) };
}

function isCookbook(path: string, files: readonly string[]): boolean {
  const folder = cleanFolder(posix.dirname(path.slice(0, path.lastIndexOf('templates/') + 'templates'.length)));
  return files.some((file) => file.startsWith(folder === '' ? '' : `${folder}/`));
}

/** An attribute that is written anywhere in a way that is not a literal is left open. */
function readAll(sources: readonly Source[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found[]>();
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const match of source.text.matchAll(anyAssignment)) counts.set(nameOf(match[1] ?? ''), (counts.get(nameOf(match[1] ?? '')) ?? 0) + 1);
    for (const match of source.text.matchAll(assignment)) {
      const name = nameOf(match[2] ?? '');
      const raw = match[3] ?? '';
      const start = match.index + match[0].indexOf(raw, match[0].indexOf('=') + 1);
      listAt(found, name).push(literal(raw, source, start, `node.${name}`));
    }
  }
  return new Map([...found].flatMap(([name, all]) => {
    const one = counts.get(name) === all.length ? agreed(all) : undefined;
    return one ? [[name, one] as const] : [];
  }));
}

const nameOf = (path: string): string => [...path.matchAll(/\[\s*["':]?([^"'\]]*?)["']?\s*\]/g)].map((step) => step[1] ?? '').join('.');

/** A literal of Ruby or Puppet with its place. */
export function literal(raw: string, source: Source, start: number, variable: string): Found {
  const isQuoted = /^["']/.test(raw);
  const word: ReadonlyMap<string, Plain> = new Map<string, Plain>([['true', true], ['false', false], ['nil', null], ['undef', null]]);
  const value = isQuoted ? raw.slice(1, -1) : word.has(raw) ? (word.get(raw) ?? null) : Number(raw);
  return { value, source, start: isQuoted ? start + 1 : start, end: start + raw.length - (isQuoted ? 1 : 0), variable };
}

export function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
