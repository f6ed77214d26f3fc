import type { Setting } from '../../model/setting.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import { followed, secondsOf, suspectSeconds } from '../python/amounts.ts';
import type { Own } from '../python/clients.ts';
import type { Reader } from '../reader.ts';
import { timeoutLink } from './facts.ts';

/** `5`, `(connect, read)` or `urllib3.Timeout(…)`; one number sets both clocks. */
export async function timeoutOf(value: Expression, call: Call, program: Program, reader: Reader): Promise<Own> {
  const found = await followed(value, call, program, reader);
  const { expression } = found;
  if (expression.kind === 'list' && expression.items.length === 2) return pair(expression.items[0], expression.items[1], found, reader);
  if (expression.kind === 'call' && /(?:^|\.)Timeout$/.test(expression.callee)) return timeoutObject(expression, found, reader);
  const at: Located = { expression: value, program, scope: call.scope };
  return pair(at.expression, at.expression, at, reader);
}

/** `total` caps the connect and the first read; a clock that is named wins over it. */
function timeoutObject(call: Call, at: Located, reader: Reader): Promise<Own> {
  const total = call.args[0] ?? keyword(call, 'total')?.value;
  return pair(keyword(call, 'connect')?.value ?? total, keyword(call, 'read')?.value ?? total, at, reader);
}

async function pair(connect: Expression | undefined, read: Expression | undefined, at: Located, reader: Reader): Promise<Own> {
  const settings: Setting[] = [];
  if (connect) settings.push(await secondsOf('upstream.connect', 'timeout', { ...at, expression: connect }, reader));
  if (read) settings.push(await secondsOf('upstream.read', 'timeout', { ...at, expression: read }, reader));
  const written = read ? await suspectSeconds('python-requests', 'timeout', { ...at, expression: read }, reader, timeoutLink) : [];
  return { settings, written };
}
