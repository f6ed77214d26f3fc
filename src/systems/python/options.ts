import type { Text } from '../../model/value.ts';
import { tail, visible } from './words.ts';

/** How a program reads its command line. */
export interface OptionGrammar {
  /** Options without a value; every other one takes one. */
  readonly flags: ReadonlySet<string>;
  /** Short form → long one: `-t` → `--timeout`. */
  readonly short: ReadonlyMap<string, string>;
}

export interface Options {
  /** Every value of an option in order, by its long name. */
  readonly values: ReadonlyMap<string, readonly Text[]>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly Text[];
  /** A word that only run time tells and that may hold further options. */
  readonly opaque: Text | undefined;
}

/** Reads a command line; `expected` positionals may be unknown without hiding options. */
export function parseOptions(argv: readonly Text[], grammar: OptionGrammar, expected: number): Options {
  const values = new Map<string, Text[]>();
  const flags = new Set<string>();
  const positionals: Text[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at];
    if (word === undefined) break;
    const option = optionOf(word, grammar);
    if (option === undefined) positionals.push(word);
    else if (grammar.flags.has(option.name)) flags.add(option.name);
    else {
      const value = option.value ?? argv[(at += 1)];
      if (value) values.set(option.name, [...(values.get(option.name) ?? []), value]);
    }
  }
  return { values, flags, positionals, opaque: opaqueOf(positionals, expected) };
}

function optionOf(word: Text, grammar: OptionGrammar): { readonly name: string; readonly value?: Text } | undefined {
  const text = visible(word);
  if (text.length < 2 || !text.startsWith('-')) return undefined;
  if (!text.startsWith('--')) return shortOption(word, text, grammar);
  const equals = text.indexOf('=');
  return equals < 0 ? { name: text } : { name: text.slice(0, equals), value: tail(word, equals + 1) };
}

function shortOption(word: Text, text: string, grammar: OptionGrammar): { readonly name: string; readonly value?: Text } {
  const name = grammar.short.get(text.slice(0, 2)) ?? text.slice(0, 2);
  if (text.length === 2) return { name };
  return { name, value: tail(word, text[2] === '=' ? 3 : 2) };
}

function opaqueOf(positionals: readonly Text[], expected: number): Text | undefined {
  const hidden = positionals.filter((word) => word.value === undefined);
  return positionals.length > expected ? hidden[0] : undefined;
}

/** The value that wins: the last one. */
export const last = (options: Options, name: string): Text | undefined => options.values.get(name)?.at(-1);
