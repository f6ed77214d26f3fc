import { advance, type Cursor, skipBlank, takeName } from './hcl-cursor.ts';
import type { HclEntry, HclExpression } from './hcl.ts';
import { takeHeredoc, takeQuoted } from './hcl-string.ts';

const deepest = 60;

/** Reads one expression; what cannot be read ends with the line or the bracket and is `other`. */
export function parseExpression(cursor: Cursor): HclExpression {
  skipBlank(cursor, cursor.open > 0);
  if (cursor.depth > deepest) return unreadable(cursor, cursor.at);
  cursor.depth += 1;
  const found = conditional(cursor);
  cursor.depth -= 1;
  return found;
}

function conditional(cursor: Cursor): HclExpression {
  const { source } = cursor;
  const condition = binary(cursor, 0);
  if (!nextIs(cursor, '?')) return condition;
  cursor.at += 1;
  skipBlank(cursor, true);
  const yes = parseExpression(cursor);
  if (!nextIs(cursor, ':')) return { kind: 'other', source, start: condition.start, end: cursor.at };
  cursor.at += 1;
  skipBlank(cursor, true);
  const no = parseExpression(cursor);
  return { kind: 'conditional', condition, yes, no, source, start: condition.start, end: no.end };
}

/** A line break may stand before the parts of a conditional. */
function nextIs(cursor: Cursor, sign: string): boolean {
  const before = cursor.at;
  skipBlank(cursor, true);
  if (cursor.source.text[cursor.at] === sign) return true;
  cursor.at = before;
  return false;
}

const levels: readonly RegExp[] = [/\|\||\?\?/y, /&&/y, /==|!=|=~|!~/y, /<=|>=|<(?!<)|>/y, /[+-]/y, /[*/%]/y];

function binary(cursor: Cursor, level: number): HclExpression {
  const operators = levels[level];
  if (!operators) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const before = cursor.at;
    skipBlank(cursor, cursor.open > 0);
    const operator = advance(cursor, operators);
    if (operator === undefined) {
      cursor.at = before;
      return left;
    }
    skipBlank(cursor, true);
    const right = binary(cursor, level + 1);
    left = { kind: 'operation', operator, operands: [left, right], source: cursor.source, start: left.start, end: right.end };
  }
}

function unary(cursor: Cursor): HclExpression {
  skipBlank(cursor, cursor.open > 0);
  const start = cursor.at;
  const signs = advance(cursor, /[!-]{1,8}/y);
  const operand = postfix(cursor, primary(cursor));
  return signs === undefined ? operand : { kind: 'operation', operator: signs, operands: [operand], source: cursor.source, start, end: operand.end };
}

function postfix(cursor: Cursor, first: HclExpression): HclExpression {
  const { source } = cursor;
  let found = first;
  for (;;) {
    const step = stepOf(cursor);
    if (step === undefined) return found;
    found = { kind: 'member', of: found, step, source, start: found.start, end: cursor.at };
  }
}

const access = /\??\.(?:[A-Za-z_][\w-]*|\d+|\*)|::[A-Za-z_]\w*/y;

function stepOf(cursor: Cursor): string | HclExpression | undefined {
  const name = advance(cursor, access);
  if (name !== undefined) return name.replace(/^[?.:]+/, '');
  const { text } = cursor.source;
  if (text[cursor.at] !== '[') return undefined;
  cursor.at += 1;
  if (advance(cursor, /\s*\*\s*\]/y) !== undefined) return '*';
  const index = within(cursor, () => parseExpression(cursor));
  skipBlank(cursor, true);
  if (text[cursor.at] === ']') cursor.at += 1;
  return index;
}

const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const keywords: ReadonlyMap<string, boolean | null> = new Map([['true', true], ['false', false], ['null', null]]);

function primary(cursor: Cursor): HclExpression {
  const { source } = cursor;
  skipBlank(cursor, cursor.open > 0);
  const start = cursor.at;
  const sign = source.text[start] ?? '';
  if (sign === '"' || sign === "'") return takeQuoted(cursor);
  if (sign === '<') return takeHeredoc(cursor) ?? unreadable(cursor, start);
  if (sign === '[') return list(cursor);
  if (sign === '{') return object(cursor);
  if (sign === '(') return grouped(cursor);
  const digits = advance(cursor, number);
  if (digits !== undefined) return { kind: 'literal', value: Number(digits), source, start, end: cursor.at };
  const name = takeName(cursor);
  if (name === undefined) return unreadable(cursor, start);
  const constant = keywords.get(name);
  if (constant !== undefined) return { kind: 'literal', value: constant, source, start, end: cursor.at };
  if (source.text[cursor.at] === '(') return call(cursor, name, start);
  return { kind: 'name', name, source, start, end: cursor.at };
}

function grouped(cursor: Cursor): HclExpression {
  cursor.at += 1;
  const inner = within(cursor, () => parseExpression(cursor));
  close(cursor, ')');
  return inner;
}

function call(cursor: Cursor, name: string, start: number): HclExpression {
  cursor.at += 1;
  const args = separated(cursor, ')');
  return { kind: 'call', name, args, source: cursor.source, start, end: cursor.at };
}

function list(cursor: Cursor): HclExpression {
  const { source } = cursor;
  const start = cursor.at;
  cursor.at += 1;
  if (isFor(cursor)) return skipped(cursor, start, ']');
  const items = separated(cursor, ']');
  return { kind: 'list', items, source, start, end: cursor.at };
}

/** Items between brackets; a comma or a line break separates them. */
function separated(cursor: Cursor, end: string): readonly HclExpression[] {
  const { text } = cursor.source;
  const items: HclExpression[] = [];
  within(cursor, () => {
    for (advanceOverCommas(cursor); cursor.at < text.length && text[cursor.at] !== end; advanceOverCommas(cursor)) {
      const before = cursor.at;
      items.push(parseExpression(cursor));
      advance(cursor, /\s*\.\.\./y);
      if (cursor.at === before || /[)\]}]/.test(text[cursor.at] ?? '')) break;
    }
  });
  close(cursor, end);
  return items;
}

function object(cursor: Cursor): HclExpression {
  const { source } = cursor;
  const { open } = cursor;
  const start = cursor.at;
  cursor.at += 1;
  if (isFor(cursor)) return skipped(cursor, start, '}');
  const entries: HclEntry[] = [];
  cursor.open = 0;
  for (advanceOverCommas(cursor); cursor.at < source.text.length && source.text[cursor.at] !== '}'; advanceOverCommas(cursor)) {
    const before = cursor.at;
    const found = entryOf(cursor);
    if (found) entries.push(found);
    if (cursor.at === before) cursor.at += 1;
  }
  cursor.open = open;
  close(cursor, '}');
  return { kind: 'object', entries, source, start, end: cursor.at };
}

function entryOf(cursor: Cursor): HclEntry | undefined {
  const key = postfix(cursor, primary(cursor));
  skipBlank(cursor, false);
  const sign = cursor.source.text[cursor.at];
  if (sign !== '=' && sign !== ':') return undefined;
  cursor.at += 1;
  return { key, value: parseExpression(cursor) };
}

const isFor = (cursor: Cursor): boolean => /^\s*for\s+[\w(]/.test(cursor.source.text.slice(cursor.at, cursor.at + 200));

function skipped(cursor: Cursor, start: number, end: string): HclExpression {
  let depth = 1;
  const { text } = cursor.source;
  while (cursor.at < text.length && depth > 0) {
    const sign = text[cursor.at] ?? '';
    if (sign === '"' || sign === "'") takeQuoted(cursor);
    else cursor.at += 1;
    if (/[[{(]/.test(sign)) depth += 1;
    if (/[\]})]/.test(sign)) depth -= 1;
  }
  return { kind: 'other', source: cursor.source, start, end: end === '' ? start : cursor.at };
}

function within<T>(cursor: Cursor, read: () => T): T {
  const { open } = cursor;
  cursor.open = open + 1;
  const found = read();
  cursor.open = open;
  return found;
}

function advanceOverCommas(cursor: Cursor): void {
  skipBlank(cursor, true);
  while (cursor.source.text[cursor.at] === ',') {
    cursor.at += 1;
    skipBlank(cursor, true);
  }
}

function close(cursor: Cursor, end: string): void {
  skipBlank(cursor, true);
  if (cursor.source.text[cursor.at] === end) cursor.at += 1;
}

/** To the end of the line or the bracket around. */
function unreadable(cursor: Cursor, start: number): HclExpression {
  const { source } = cursor;
  const found = source.text.slice(start).search(/[\n,)\]}]/);
  cursor.at = found < 0 ? source.text.length : start + found;
  return { kind: 'other', source, start, end: cursor.at };
}
