import type { Text } from '../../model/value.ts';
import { once } from '../../model/once.ts';
import { baseName, visible } from './words.ts';

/** What a Python command line starts, after interpreters and wrappers. */
export type Launch =
  /** A console script or `python -m module`. */
  | { readonly kind: 'program'; readonly name: string; readonly module?: true; readonly word: Text; readonly args: readonly Text[] }
  /** `python path/to/file.py`. */
  | { readonly kind: 'script'; readonly path: string; readonly word: Text; readonly args: readonly Text[] };

/** Programs that start the rest of their command line; the number of own words that follow each. */
const wrappers: ReadonlyMap<string, number> = new Map([
  ['ddtrace-run', 0],
  ['opentelemetry-instrument', 0],
  ['newrelic-admin', 1],
  ['poetry', 1],
  ['pipenv', 1],
  ['uv', 1],
  ['pdm', 1],
  ['hatch', 1],
  ['rye', 1],
]);

const interpreter = /^(?:python|pypy)\d*(?:\.\d+)*$/;
const valued = new Set(['-W', '-X', '--check-hash-based-pycs']);

/** `undefined` when nothing is started, or only run time tells what. */
export const launch = once((argv: readonly Text[]): Launch | undefined => {
  let rest = argv;
  for (let depth = 0; depth < 4; depth += 1) {
    const own = wrappers.get(baseName(rest[0]?.value ?? ''));
    if (own === undefined) break;
    rest = withoutFlags(rest.slice(1 + own));
  }
  const [word, ...args] = rest;
  if (word?.value === undefined) return undefined;
  const name = baseName(word.value);
  if (interpreter.test(name)) return interpreted(args);
  return name.endsWith('.py') ? { kind: 'script', path: word.value, word, args } : { kind: 'program', name, word, args };
});

function interpreted(args: readonly Text[]): Launch | undefined {
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) return undefined;
    const text = visible(word);
    if (text === '-c' || text === '-') return undefined;
    if (text === '-m') return started(args[at + 1], args.slice(at + 2), (name) => !name.endsWith('.py'));
    if (valued.has(text)) at += 1;
    else if (!text.startsWith('-')) return started(word, args.slice(at + 1), (name) => !/\.pyz?$|^[./]/.test(name) && !name.includes('/'));
  }
  return undefined;
}

function started(word: Text | undefined, args: readonly Text[], isModule: (name: string) => boolean): Launch | undefined {
  if (word?.value === undefined) return undefined;
  if (isModule(word.value)) return { kind: 'program', name: word.value, module: true, word, args };
  const console = /(?:^|\/)bin\/([\w-]+)$/.exec(word.value)?.[1];
  return console ? { kind: 'program', name: console, word, args } : { kind: 'script', path: word.value, word, args };
}

function withoutFlags(argv: readonly Text[]): readonly Text[] {
  const first = argv.findIndex((word) => !visible(word).startsWith('-'));
  return first < 0 ? [] : argv.slice(first);
}
