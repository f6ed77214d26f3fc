import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(.*)$/gm;

/** The variables of an env file, with the places of their values. */
export function readDotenv(source: Source): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  for (const match of source.text.matchAll(line)) {
    const [whole, name = '', raw = ''] = match;
    const start = match.index + whole.length - raw.length;
    const value = unquoted(raw);
    found.set(name, { value, expression: name, places: [source.place(start, start + Math.max(1, raw.trimEnd().length))], origin: 'configured', variable: name });
  }
  return found;
}

const endings = ['example', 'sample', 'dist', 'template', 'tpl', 'default', 'defaults'];

/** The variables of an env file that the repository holds; of one that it leaves out, those of the example beside it that have a value. */
export function dotenvAt(path: string, tree: Tree): ReadonlyMap<string, Text> {
  const source = tree.openIgnored(path);
  if (source) return readDotenv(source);
  const example = exampleOf(path, tree);
  if (!example) return new Map();
  return new Map([...readDotenv(example)].filter(([, { value }]) => value !== '').map(([name, text]) => [name, { ...text, origin: 'visible-default' }]));
}

/** `.env.example`, `env.example`, `example.env`, `.env-sample`, … for `.env`. */
function exampleOf(path: string, tree: Tree): Source | undefined {
  const name = posix.basename(path);
  const plain = name.replace(/^\./, '');
  const names = endings.flatMap((ending) => [`${name}.${ending}`, `${name}-${ending}`, `${name}_${ending}`, `${plain}.${ending}`, `${ending}.${plain}`, `.${ending}.${plain}`]);
  const found = [...new Set(names)].map((each) => posix.join(posix.dirname(path), each)).find((each) => tree.has(each));
  return found === undefined ? undefined : tree.open(found);
}

function unquoted(raw: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(raw);
  return quoted ? (quoted[2] ?? '') : raw.replace(/\s#.*$/, '').trim();
}
