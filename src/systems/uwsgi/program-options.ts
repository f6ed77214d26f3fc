import type { Text } from '../../model/value.ts';
import type { Program, Expression, RecordLiteral } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { nothing, type Option, type OptionList } from './list.ts';

const doors = /["'](?:http|http-socket|http11-socket|uwsgi-socket|socket)["']\s*:/;
const own = /["'](?:http-keepalive|http-timeout|harakiri|so-keepalive|max-requests|worker-reload-mercy|buffer-size|die-on-term|thunder-lock|http-chunked-input)["']\s*:/;

/** A Python file with a dict of uWSGI's options, as programs have that start uWSGI by themselves. */
export const holdsOptions = (text: string): boolean => text.includes('uwsgi') && doors.test(text) && own.test(text);

/** The options of the first dict that names a door and another option of uWSGI. */
export async function programOptions(source: Source, reader: Reader): Promise<OptionList> {
  const program = await reader.program(source);
  const record = program?.definitions.map(({ value }) => value).find(isOptions);
  if (!program || !record) return nothing;
  const read = await Promise.all(record.entries.map((entry) => optionOf(entry, program, reader)));
  return { ...nothing, options: read.flatMap((option) => option ?? []), sources: [source] };
}

function isOptions(value: Expression): value is RecordLiteral {
  if (value.kind !== 'record') return false;
  const keys = value.entries.map(({ key }) => `"${key}":`).join(' ');
  return doors.test(keys) && own.test(keys);
}

/** `None` and `False` leave an option out. */
async function optionOf({ key, value, place }: RecordLiteral['entries'][number], program: Program, reader: Reader): Promise<Option | undefined> {
  const text = await textOf(value, program, reader);
  return text ? { name: key.replaceAll('_', '-'), text, place } : undefined;
}

async function textOf(value: Expression, program: Program, reader: Reader): Promise<Text | undefined> {
  const found = await reader.evaluate(value, program, []);
  if (found.kind === 'value') {
    if (found.value === null || found.value === false) return undefined;
    return { value: found.value === true ? '' : String(found.value), expression: value.text, places: found.places, origin: found.origin === 'literal' ? 'configured' : found.origin, ...(found.variable === undefined ? {} : { variable: found.variable }) };
  }
  const inner = value.kind === 'binary' && value.operator === '%' ? await formatted(value.left, value.right, program, reader) : undefined;
  return { value: inner, expression: value.text, places: [value.place], origin: 'configured' };
}

/** `"%s:%s" % (HOST, PORT)`. */
async function formatted(left: Expression, right: Expression, program: Program, reader: Reader): Promise<string | undefined> {
  if (left.kind !== 'literal' || typeof left.value !== 'string') return undefined;
  const operands = right.kind === 'list' ? right.items : [right];
  const values = await Promise.all(operands.map(async (operand) => reader.evaluate(operand, program, [])));
  if (values.some((each) => each.kind !== 'value')) return undefined;
  let next = 0;
  return left.value.replace(/%[sd]/g, () => {
    const value = values[next++];
    return value?.kind === 'value' ? String(value.value) : '';
  });
}
