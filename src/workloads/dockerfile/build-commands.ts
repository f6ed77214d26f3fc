import { splitWords } from '../../syntax/shell.ts';
import type { Source } from '../../syntax/source.ts';
import type { WrittenBuild } from './written-builds.ts';

/** A script's own function around it takes the image first: `docker_build NAME -f FILE .` */
const command = /\b(?:(?:docker|podman|buildah|nerdctl|depot)(?:[ \t]+(?:image|buildx))?[ \t]+(?:build|bud)|docker[_-]build(?:[_-]\w+)?)[ \t]+((?:\\\r?\n|[^\n;&|]){1,2000})/g;
const longest = 1_000_000;

/** Every `docker build -t NAME -f FILE CONTEXT` of a script. */
export function buildCommands(source: Source): readonly WrittenBuild[] {
  if (source.text.length > longest) return [];
  return [...source.text.matchAll(command)].flatMap((found) => fromWords(wordsOf(found[1] ?? '', source)));
}

/** A quote that is left over belongs to what the command stands in, as in `sh "docker build ."`. */
const wordsOf = (line: string, source: Source): readonly string[] => splitWords(line, source).filter(({ raw }) => !/^["']$/.test(raw)).map(({ text }) => text.replace(/["']/g, ''));

const valued = new Set(['-t', '--tag', '-f', '--file', '--target', '--build-arg', '--platform', '--cache-from', '--cache-to', '--label', '--network', '--progress', '-o', '--output', '--secret', '--ssh', '--build-context', '--iidfile', '--add-host', '--builder', '--metadata-file', '--shm-size', '--ulimit', '-m', '--memory', '--format', '--isolation']);

function fromWords(words: readonly string[]): readonly WrittenBuild[] {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const attached = /^(--[\w-]+)=(.*)$/.exec(word);
    if (attached) add(values, attached[1] ?? '', attached[2] ?? '');
    else if (valued.has(word)) add(values, word, words[(at += 1)] ?? '');
    else if (!word.startsWith('-')) rest.push(word);
  }
  const of = (...names: readonly string[]): readonly string[] => names.flatMap((name) => values.get(name) ?? []);
  const images = of('-t', '--tag');
  return (images.length === 0 && rest.length === 2 ? rest.slice(0, 1) : images).map((image) => ({ image, dockerfile: of('-f', '--file').at(-1), context: rest.findLast((word) => !word.includes('$')) ?? '.', target: of('--target').at(-1) }));
}

const add = (values: Map<string, string[]>, name: string, value: string): void => void values.set(name, [...(values.get(name) ?? []), value]);
