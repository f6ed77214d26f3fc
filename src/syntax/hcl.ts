import type { Problem } from '../model/place.ts';
import { type Cursor, cursorOf, skipBlank, skipLine, takeName } from './hcl-cursor.ts';
import { parseExpression } from './hcl-expression.ts';
import { takeQuoted } from './hcl-string.ts';
import type { Source } from './source.ts';

export interface HclSpan {
  readonly source: Source;
  /** Of a string: its content, without quotes. */
  readonly start: number;
  readonly end: number;
}

/** An expression of HCL or Bicep. Nothing is evaluated here. */
export type HclExpression = HclSpan & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** A text with `${…}` in it. */
  | { readonly kind: 'template'; readonly parts: readonly (string | HclExpression)[] }
  | { readonly kind: 'name'; readonly name: string }
  /** `of.step`, `of[step]`; `*` for every one. */
  | { readonly kind: 'member'; readonly of: HclExpression; readonly step: string | HclExpression }
  | { readonly kind: 'list'; readonly items: readonly HclExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly HclEntry[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly HclExpression[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly HclExpression[] }
  | { readonly kind: 'conditional'; readonly condition: HclExpression; readonly yes: HclExpression; readonly no: HclExpression }
  /** `for` expressions and what cannot be read. */
  | { readonly kind: 'other' });

export interface HclEntry {
  readonly key: HclExpression;
  readonly value: HclExpression;
}

export interface HclAttribute {
  readonly name: string;
  readonly key: HclSpan;
  readonly value: HclExpression;
}

/** `type "label" "label" { … }`; the span is that of the header. */
export interface HclBlock extends HclSpan {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclFile {
  readonly body: HclBody;
  readonly problems: readonly Problem[];
}

/** Never throws: a line that cannot be read is a problem, and the rest is still read. */
export function parseHcl(source: Source): HclFile {
  const cursor = cursorOf(source);
  return { body: bodyOf(cursor, 0), problems: cursor.problems };
}

const deepest = 40;

function bodyOf(cursor: Cursor, depth: number): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  const { text } = cursor.source;
  for (skipBlank(cursor, true); cursor.at < text.length; skipBlank(cursor, true)) {
    if (text[cursor.at] === '}') {
      if (depth > 0) break;
      cursor.at += 1;
      continue;
    }
    const start = cursor.at;
    const name = takeName(cursor);
    const found = name === undefined || depth > deepest ? undefined : statement(cursor, name, start, depth);
    if (found === undefined) fail(cursor, start);
    else if ('value' in found) attributes.push(found);
    else blocks.push(found);
  }
  return { attributes, blocks };
}

function statement(cursor: Cursor, name: string, start: number, depth: number): HclAttribute | HclBlock | undefined {
  const { source } = cursor;
  const key = { source, start, end: cursor.at };
  skipBlank(cursor, false);
  const next = source.text[cursor.at];
  if (next === '=' && source.text[cursor.at + 1] !== '=') {
    cursor.at += 1;
    return { name, key, value: parseExpression(cursor) };
  }
  const labels = labelsOf(cursor);
  if (source.text[cursor.at] !== '{') return undefined;
  const header = { source, start, end: cursor.at };
  cursor.at += 1;
  const body = bodyOf(cursor, depth + 1);
  if (source.text[cursor.at] === '}') cursor.at += 1;
  return { ...header, type: name, labels, body };
}

function labelsOf(cursor: Cursor): readonly string[] {
  const labels: string[] = [];
  for (skipBlank(cursor, false); labels.length < 8; skipBlank(cursor, false)) {
    const label = cursor.source.text[cursor.at] === '"' ? labelIn(takeQuoted(cursor)) : takeName(cursor);
    if (label === undefined) break;
    labels.push(label);
  }
  return labels;
}

const labelIn = (expression: HclExpression): string => (expression.kind === 'literal' ? String(expression.value) : '');

function fail(cursor: Cursor, start: number): void {
  cursor.at = Math.max(start, Math.min(cursor.at, cursor.source.text.length));
  if (cursor.problems.length < 5) cursor.problems.push({ place: cursor.source.place(start), message: 'this line is neither an attribute nor a block' });
  skipLine(cursor);
}

export { parseTemplate } from './hcl-string.ts';
