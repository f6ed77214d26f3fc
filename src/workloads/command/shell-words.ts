import type { Text } from '../../model/value.ts';
import { expandWord, type ShellWord } from '../../syntax/shell.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import { lookup, type Shell } from './script.ts';

/** Expands words as a shell does: `"$@"`, arrays, unquoted variables that hold several words. */
export function shellWords(words: readonly ShellWord[], shell: Shell, source: Source | undefined): readonly Word[] {
  return words.flatMap((word): readonly Word[] => {
    if (/^"?\$(?:[@*]|\{[@*]\})"?$/.test(word.raw)) return shell.args;
    const from = /^"?\$\{@:(\d)\}"?$/.exec(word.raw)?.[1];
    if (from !== undefined) return shell.args.slice(Number(from) - 1);
    const position = /^"?\$(?:([1-9])|\{([1-9])(?::?-([^}]*))?\})"?$/.exec(word.raw);
    if (position) return positional(word, shell.args[Number(position[1] ?? position[2]) - 1], position[3]);
    const array = /^"?\$\{(\w+)\[[@*]\]\}"?$/.exec(word.raw)?.[1];
    if (array !== undefined) return shell.arrays.get(array) ?? [unknownWord(word)];
    const text = expandWord(word, lookup(shell));
    return isSplit(word) ? split(text) : [withScript(text, word, source)];
  });
}

function positional(word: ShellWord, given: Word | undefined, fallback: string | undefined): readonly Word[] {
  if (given) return [given];
  if (fallback === undefined) return [];
  return [{ value: fallback, expression: word.raw, places: [word.place], origin: 'configured' }];
}

const unknownWord = (word: ShellWord): Word => ({ value: undefined, expression: word.raw, places: [word.place], origin: 'configured' });

const isSplit = (word: ShellWord): boolean => /^\$/.test(word.raw) && word.parts.every((part) => part.quotes === 'none');

function split(text: Text): readonly Word[] {
  if (text.value === undefined) return [text];
  const pieces = text.value.split(/\s+/).filter((piece) => piece !== '').map((piece) => piece.replace(/^(["'])(.*)\1$/, '$2'));
  return pieces.map((value) => ({ ...text, value }));
}

function withScript(text: Text, word: ShellWord, source: Source | undefined): Word {
  if (!source || text.value !== word.text) return text;
  const start = word.raw.length === word.text.length + 2 ? word.start + 1 : word.start;
  if (source.text.slice(start, start + word.text.length) !== word.text) return text;
  return { ...text, script: () => embeddedSource(source, word.text, (offset) => start + offset) };
}
