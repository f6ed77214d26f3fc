import { NginxParser } from 'nginx-conf';
import { type Statements, statementsOf } from './nginx-statements.ts';
import { type Reader, argumentsOf, readerOf } from './nginx-words.ts';
import type { Directive, NginxFile } from './nginx.ts';
import type { Source } from './source.ts';
import { withoutElseBranches } from './template-else.ts';
import { type Masked, mask, whenText } from './template.ts';

export function readNginx(source: Source): NginxFile {
  const masked = mask(source.text, 'nginx');
  const file = read(source, masked);
  if (file.problems.length === 0 || !masked.holes.some((hole) => hole.turn === 'else')) return file;
  const firstBranches = read(source, { ...masked, text: withoutElseBranches(masked) });
  return firstBranches.problems.length === 0 ? firstBranches : file;
}

type Node = NonNullable<Parameters<NonNullable<Parameters<NginxParser['parse']>[1]>>[1]>;

interface Reading {
  readonly source: Source;
  readonly masked: Masked;
  readonly reader: Reader;
  readonly statements: Statements;
  /** The tree has the statements in the order of the file: the number of the one that comes next. */
  next: number;
}

function read(source: Source, masked: Masked): NginxFile {
  const statements = statementsOf(masked.text);
  const problems = statements.faults.map(({ start, end, message }) => ({ place: source.place(start, end), message }));
  const reading: Reading = { source, masked, reader: readerOf(source, masked.holes), statements, next: 0 };
  return { source, directives: directivesOf(reading, childrenOf(statements.plain), -1), problems };
}

/** A `;` that follows nothing and the like were taken out before, so that nginx-conf finds nothing to complain of. */
function childrenOf(plain: string): readonly Node[] {
  let root: Node | undefined;
  new NginxParser().parse(plain, (_, tree) => {
    root = tree;
  });
  return root?.children ?? [];
}

/** What stands in a brace that follows nothing has no reader. */
function directivesOf(reading: Reading, nodes: readonly Node[], outer: number): readonly Directive[] {
  const directives = nodes.map((node) => directive(reading, node, outer));
  return directives.every((one) => one !== undefined) ? directives : directives.filter((one) => one !== undefined);
}

function directive(reading: Reading, node: Node, outer: number): Directive | undefined {
  const { source, masked, reader, statements: { words, firsts } } = reading;
  if (node.name !== '') {
    directivesOf(reading, node.children ?? [], outer);
    return undefined;
  }
  const [first = 0, last = 0] = [firsts[reading.next], firsts[reading.next + 1]];
  reading.next += 1;
  const [start = 0, end = 0, quoted = 0] = [words[first], words[first + 1], words[first + 2]];
  const name = reader.textAt(start + quoted, end - quoted);
  const args = argumentsOf(reader, words, first, last);
  const place = source.place(start, words[last - 2]);
  const children = node.isBlock ? directivesOf(reading, node.children ?? [], start) : undefined;
  const when = masked.holes.length === 0 ? undefined : whenText(masked.branchAt(start), outer);
  return when === undefined ? { name, args, place, children } : { name, args, place, children, when };
}
