import { NginxParser } from 'nginx-conf';
import type { Problem } from '../model/place.ts';
import { type Fault, structure } from './nginx-structure.ts';
import { type Token, type Tokens, tokenize } from './nginx-tokens.ts';
import type { Argument, Directive, NginxFile } from './nginx.ts';
import type { Source } from './source.ts';
import { withoutElseBranches } from './template-else.ts';
import { type Hole, type Masked, holesIn, mask, whenText } from './template.ts';

export function readNginx(source: Source): NginxFile {
  const masked = mask(source.text, 'nginx');
  const file = read(source, masked);
  if (file.problems.length === 0 || !masked.holes.some((hole) => hole.turn === 'else')) return file;
  const firstBranches = read(source, { ...masked, text: withoutElseBranches(masked) });
  return firstBranches.problems.length === 0 ? firstBranches : file;
}

type Node = NonNullable<Parameters<NonNullable<Parameters<NginxParser['parse']>[1]>>[1]>;

/** nginx-conf keeps no positions on its nodes, so note the offset at which each name is read. */
class PlacedParser extends NginxParser {
  readonly offsets = new WeakMap<object, number>();

  override readWord(): string {
    const node = this['context'];
    const start = this['index'];
    const word = super.readWord();
    const name = word.trim();
    if (node && node.name === '' && name !== '' && !this.offsets.has(node)) this.offsets.set(node, start + word.indexOf(name));
    return word;
  }
}

const mostTokens = 1_200_000;

interface Reading {
  readonly source: Source;
  readonly masked: Masked;
  readonly tokens: readonly Token[];
  readonly offsets: WeakMap<object, number>;
}

function read(source: Source, masked: Masked): NginxFile {
  const { tokens, unclosed } = tokenize(masked);
  if (tokens.length > mostTokens) return { source, directives: [], problems: [{ place: source.place(0), message: `more than ${mostTokens} words and braces` }] };
  const { plain, faults } = structure(source.text, tokens);
  const parser = new PlacedParser();
  const { root, message } = run(parser, plain);
  const reading: Reading = { source, masked, tokens, offsets: parser.offsets };
  const problems = [...unclosedFaults(unclosed), ...faults].map((fault) => problem(source, fault));
  if (message !== undefined) problems.push({ place: source.place(parser['index']), message });
  return { source, directives: (root?.children ?? []).flatMap((node) => directive(reading, node, -1)), problems };
}

function run(parser: NginxParser, text: string): { readonly root: Node | undefined; readonly message: string | undefined } {
  let root: Node | undefined;
  let message: string | undefined;
  try {
    parser.parse(text, (error, tree) => {
      root = tree;
      message = error?.message;
    });
  } catch {
    message = 'cannot be read as nginx configuration';
  }
  return { root, message };
}

const unclosedFaults = (unclosed: Tokens['unclosed']): readonly Fault[] =>
  unclosed.map(({ start, what }) => ({ start, end: start + 1, message: `this ${what} is not closed` }));

const problem = (source: Source, { start, end, message }: Fault): Problem => ({ place: source.place(start, end), message });

function directive(reading: Reading, node: Node, outer: number): readonly Directive[] {
  const { source, masked, tokens, offsets } = reading;
  const start = offsets.get(node);
  const index = start === undefined ? undefined : indexAt(tokens, start);
  const name = tokens[index ?? -1];
  if (start === undefined || index === undefined || name === undefined) return [];
  const words = wordsFrom(tokens, index + 1);
  const when = whenText(masked.branchAt(start), outer);
  return [
    {
      name: argument(reading, name).text,
      args: words.map((word) => argument(reading, word)),
      place: source.place(start, words.at(-1)?.end ?? name.end),
      children: node.isBlock ? (node.children ?? []).flatMap((child) => directive(reading, child, start)) : node.isVerbatim ? [] : undefined,
      ...(when === undefined ? {} : { when }),
    },
  ];
}

/** The token that begins at an offset. */
function indexAt(tokens: readonly Token[], offset: number): number | undefined {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return tokens[low]?.start === offset ? low : undefined;
}

function wordsFrom(tokens: readonly Token[], start: number): readonly Token[] {
  let end = start;
  while (tokens[end]?.kind === 'word') end++;
  return tokens.slice(start, end);
}

const environment = /\$\{[A-Z][A-Z0-9_]*(?::?[-?+=][^}]*)?\}|\$[A-Z][A-Z0-9_]*\b/g;

function argument({ source, masked }: Reading, token: Token): Argument {
  const start = token.quoted ? token.start + 1 : token.start;
  const end = token.quoted ? token.end - 1 : token.end;
  const raw = source.text.slice(start, end);
  const tags = holesIn(masked.holes, start, end);
  const template = templateOf(raw, tags);
  const through = source.through?.(start, end);
  const text = tags.length === 0 && raw.includes('\\') ? unescaped(raw) : raw;
  const place = source.place(start, end);
  if (template === undefined && through === undefined) return { text, place };
  return { text, place, ...(template !== undefined && { template }), ...(through && { through }) };
}

function templateOf(raw: string, tags: readonly Hole[]): string | undefined {
  if (tags.length === 0 && !raw.includes('$')) return undefined;
  const template = [...tags.map((hole) => hole.text), ...(raw.match(environment) ?? [])].join(' ');
  return template === '' ? undefined : template;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

/** nginx keeps the backslash before anything else, as regular expressions need it. */
const unescaped = (raw: string): string => raw.replace(/\\(["'\\trn])/g, (_, symbol: string) => escapes[symbol] ?? symbol);
