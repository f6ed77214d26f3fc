import type { Random } from './random.ts';

type Mutation = (text: string, random: Random, donor: string) => string;

const longest = 12_000;

/** One to six changes, each at a place of its own. */
export function mutate(text: string, random: Random, donor: string, words: readonly string[]): string {
  let changed = text;
  for (let round = 1 + random.below(6); round > 0; round -= 1) {
    const mutation = random.chance(0.3) ? splicedWord(words) : random.pick(mutations);
    changed = mutation(changed, random, donor).slice(0, longest);
  }
  return changed;
}

const splicedWord = (words: readonly string[]): Mutation => (text, random) => insert(text, random.below(text.length + 1), random.pick(words));

const mutations: readonly Mutation[] = [
  onLines((lines, at) => lines.toSpliced(at, 1)),
  onLines((lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  onLines((lines, at, random) => lines.with(at, lines[random.below(lines.length)] ?? '')),
  onLines((lines, at, random) => lines.with(at, ' '.repeat(random.below(9)) + (lines[at] ?? '').trimStart())),
  onLines((lines, at, random) => lines.toSpliced(at, 1 + random.below(8))),
  (text, random, donor) => splice(text, random, donor),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(odd)),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(brackets)),
  (text, random) => insert(text, random.below(text.length + 1), random.pick(brackets).repeat(1 + random.below(400))),
  (text, random) => replaceOne(text, random, /\d+(?:\.\d+)?/g, numbers),
  (text, random) => replaceOne(text, random, /(?<=\d)[a-z]+|\b\d+\b/gi, units),
  (text, random) => replaceOne(text, random, /[A-Za-z_][\w-]*/g, names),
  (text, random) => replaceOne(text, random, /[^\s\w]/g, brackets),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => `\uFEFF${text}`,
  (text) => text.replaceAll('  ', '\t'),
];

const odd = ['\u0000', '\uFEFF', '\u2028', '\ud800', '\udc00', '😀', 'é', '\r', '\t', '\u000b', '\u001b[31m', '\u00a0', '\\', '\\\n', '%', '#', '~'];
const brackets = ['{', '}', '[', ']', '(', ')', '"', "'", '`', '<', '>', ';', ':', ',', '|', '{{', '}}', '{%', '%}', '${', '$(', '<%', '%>', '[[', '"""', '/*', '*/', '<<', '&a ', '*a ', '<<: *a\n', '? ', '- ', '!x '];
const numbers = ['0', '-1', '-0', '00', '08', '1e309', '1e-9', '0x7fffffff', '2147483648', '9007199254740993', '99999999999999999999', '1_000', '.5', '5.', 'NaN', 'Infinity', '٣', ''];
const units = ['ms', 's', 'm', 'h', 'd', 'w', 'M', 'y', 'us', 'ns', 's s', '1h30m', 'sek', '"', '.5s', 'e9s', '99999999999999999999h'];
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'null', 'true', '__defineGetter__', 'then', ''];

function onLines(change: (lines: readonly string[], at: number, random: Random) => readonly string[]): Mutation {
  return (text, random) => {
    const lines = text.split('\n');
    return change(lines, random.below(lines.length), random).join('\n');
  };
}

const insert = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at);

function splice(text: string, random: Random, donor: string): string {
  const from = random.below(donor.length + 1);
  return insert(text, random.below(text.length + 1), donor.slice(from, from + random.below(200)));
}

function replaceOne(text: string, random: Random, pattern: RegExp, replacements: readonly string[]): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  return text.slice(0, match.index) + random.pick(replacements) + text.slice(match.index + match[0].length);
}
