import { type Cursor, cursorOf, skipBlank, skipLine, takeName } from './hcl-cursor.ts';
import { parseExpression } from './hcl-expression.ts';
import { takeQuoted } from './hcl-string.ts';
import type { HclExpression, HclSpan } from './hcl.ts';
import type { Source } from './source.ts';

/** One declaration of a Bicep file; the span is that of its first words. */
export interface BicepDeclaration extends HclSpan {
  readonly kind: 'resource' | 'module' | 'param' | 'var' | 'output';
  readonly name: string;
  /** Of a resource without its version, as in `Microsoft.Web/sites`; of a module its path. */
  readonly type: string;
  /** It stands elsewhere and is only named here. */
  readonly isExisting: boolean;
  /** Absent for a parameter without default. The body of a conditional resource is taken as it is. */
  readonly value: HclExpression | undefined;
}

const keywords = new Set(['resource', 'module', 'param', 'var', 'output']);

/** The declarations of a file; what is none of them is left out. Never throws. */
export function parseBicep(source: Source): readonly BicepDeclaration[] {
  const cursor = cursorOf(source);
  const found: BicepDeclaration[] = [];
  for (skipBlank(cursor, true); cursor.at < source.text.length; skipBlank(cursor, true)) {
    const start = cursor.at;
    const keyword = takeName(cursor);
    if (keyword === undefined || !keywords.has(keyword)) {
      if (source.text[start] === '@') decorator(cursor);
      else skipLine(cursor);
      continue;
    }
    found.push(declaration(cursor, keyword as BicepDeclaration['kind'], start));
  }
  return found;
}

function decorator(cursor: Cursor): void {
  cursor.at += 1;
  const before = cursor.at;
  parseExpression(cursor);
  if (cursor.at === before) skipLine(cursor);
}

function declaration(cursor: Cursor, kind: BicepDeclaration['kind'], start: number): BicepDeclaration {
  const { source } = cursor;
  skipBlank(cursor, false);
  const name = takeName(cursor) ?? '';
  skipBlank(cursor, false);
  const type = typeOf(cursor);
  const header = { source, start, end: cursor.at };
  const line = source.text.slice(cursor.at, endOfLine(source, cursor.at));
  const equals = /^[^={}'"]*=(?!=)/.exec(line);
  const isExisting = /^\s*existing\b/.test(line);
  if (!equals) {
    skipLine(cursor);
    return { ...header, kind, name, type, isExisting, value: undefined };
  }
  cursor.at += equals[0].length;
  return { ...header, kind, name, type, isExisting, value: bodyOf(cursor) };
}

function typeOf(cursor: Cursor): string {
  if (cursor.source.text[cursor.at] !== "'") return takeName(cursor) ?? '';
  const text = takeQuoted(cursor);
  return text.kind === 'literal' ? String(text.value).split('@', 1)[0] ?? '' : '';
}

/** `if (condition) { … }`: the object; `[for … : { … }]`: the object of every pass. */
function bodyOf(cursor: Cursor): HclExpression {
  const { source } = cursor;
  skipBlank(cursor, true);
  const ahead = source.text.slice(cursor.at, cursor.at + 2000);
  const loop = /^\[\s*for\s+[^:{}]+:\s*/.exec(ahead)?.[0];
  if (loop !== undefined) cursor.at += loop.length;
  if (/^if\s*\(/.test(source.text.slice(cursor.at, cursor.at + 20))) {
    cursor.at = source.text.indexOf('(', cursor.at);
    parseExpression(cursor);
    skipBlank(cursor, true);
  }
  const body = parseExpression(cursor);
  if (loop !== undefined) {
    skipBlank(cursor, true);
    if (source.text[cursor.at] === ']') cursor.at += 1;
  }
  return body;
}

function endOfLine(source: Source, from: number): number {
  const end = source.text.indexOf('\n', from);
  return end < 0 ? source.text.length : end;
}
