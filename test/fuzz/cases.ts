import { mutate } from './mutate.ts';
import { parsers } from './parsers.ts';
import { type Random, randomFrom } from './random.ts';
import { type Files, seedTexts, seedTrees } from './seeds.ts';

/** What is given to hoplint: one text to its parser, or a whole tree to the pipeline. */
export interface Case {
  /** The parser's name, or `tree`. */
  readonly kind: string;
  readonly files: Files;
}

const treeShare = 0.05;
const trees = seedTrees();
const texts = seedTexts(trees);
const names = Object.keys(parsers);
const lexicons = new Map(names.map((name) => [name, wordsOf(texts.get(name) ?? [])]));

/** The same number makes the same case, as long as the seeds stay. */
export function caseOf(seed: number, only: string | undefined): Case {
  const random = randomFrom(seed);
  const isTree = only === undefined ? random.chance(treeShare) : only === 'tree';
  return isTree ? treeCase(random) : textCase(random, only ?? random.pick(names));
}

function textCase(random: Random, name: string): Case {
  const seeds = texts.get(name) ?? [''];
  const words = lexicons.get(name) ?? [];
  const made = random.chance(0.6) ? random.pick(seeds) : random.pick([soup, recombined, nested])(random, seeds, words);
  return { kind: name, files: { [name]: random.chance(0.9) ? mutate(made, random, random.pick(seeds), words) : made } };
}

function treeCase(random: Random): Case {
  const files: Record<string, string> = { ...random.pick(trees) };
  const donor = random.pick(trees);
  for (let round = 1 + random.below(3); round > 0; round -= 1) {
    const path = random.pick(Object.keys(files));
    const other = random.pick(Object.values(donor));
    files[path] = mutate(files[path] ?? '', random, other, lexicons.get('a.yaml') ?? []);
  }
  if (random.chance(0.2)) Object.assign(files, donor);
  if (random.chance(0.2)) delete files[random.pick(Object.keys(files))];
  return { kind: 'tree', files };
}

const soup = (random: Random, _: readonly string[], words: readonly string[]): string => listOf(random, 60, () => random.pick(words)).join(random.pick(['', ' ', '\n']));

function recombined(random: Random, seeds: readonly string[]): string {
  return listOf(random, 30, () => ' '.repeat(2 * random.below(4)) + random.pick(random.pick(seeds).split('\n'))).join('\n');
}

function nested(random: Random, seeds: readonly string[], words: readonly string[]): string {
  const [open = '', close = ''] = random.pick([['{', '}'], ['[', ']'], ['(', ')'], ['a {\n', '}\n'], ['${', '}'], ['{{', '}}'], ['{% if a %}', '{% endif %}'], ['<a>', '</a>'], ['"', '"'], ['$(', ')'], ['- ', ''], ['a: ', ''], ['if a then\n', 'fi\n'], ['f(', ')'], ['!', ''], ['x ? ', ': y']]);
  const depth = 1 + random.below(random.pick([5, 80, 1200]));
  return random.pick(words) + open.repeat(depth) + random.pick(random.pick(seeds).split('\n')) + close.repeat(Math.max(0, depth - random.below(3)));
}

const listOf = <T>(random: Random, most: number, make: () => T): readonly T[] => Array.from({ length: random.below(most) }, make);

function wordsOf(seeds: readonly string[]): readonly string[] {
  const found = new Set(seeds.flatMap((text) => text.match(/[\w.$-]+|\s+|[^\s\w]{1,3}/g) ?? []));
  return [...found, ' ', '\n'];
}
