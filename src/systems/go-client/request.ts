import type { Setting } from '../../model/setting.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import { follow, type Located } from '../program/follow.ts';
import { durationField } from '../program/go-duration.ts';
import type { GoContext } from '../program/go-value.ts';
import { type Address, addressOf, piecesOf } from '../program/url.ts';
import { goClientFacts } from './facts.ts';

export interface Request {
  readonly address: Address;
  /** Of `context.WithTimeout` in the same function. */
  readonly deadline?: Setting;
  /** A context whose deadline nobody sees. */
  readonly contextFrom?: Expression;
}

/** The URL and the context of `client.Get(url)` or `client.Do(req)`. */
export async function requestOf(call: Call, program: Program, context: GoContext): Promise<Request> {
  const [first] = call.args;
  const located = (expression: Expression): Located => ({ expression, program, scope: call.scope });
  if (methodOf(call) !== 'Do') return { address: await addressAt(first && located(first), call, context) };
  const made = first && (await follow(located(first), context.reader));
  const request = made?.expression.kind === 'call' ? made.expression : undefined;
  if (!made || !request) return { address: addressOf([{ expression: call.text }], call.text) };
  const wrapped = methodOf(request) === 'WithContext';
  const at = (expression: Expression | undefined): Located | undefined => expression && { expression, program: made.program, scope: request.scope };
  const withContext = methodOf(request) === 'NewRequestWithContext';
  const carried = withContext || wrapped ? at(request.args[0]) : undefined;
  return { address: await addressAt(wrapped ? undefined : at(request.args[withContext ? 2 : 1]), call, context), ...(carried && (await deadlineOf(carried, context))) };
}

async function addressAt(at: Located | undefined, call: Call, { reader }: GoContext): Promise<Address> {
  if (!at) return addressOf([{ expression: call.text }], call.text);
  return addressOf(await piecesOf(at, reader), at.expression.text);
}

async function deadlineOf(at: Located, context: GoContext): Promise<Pick<Request, 'deadline' | 'contextFrom'>> {
  const { expression, program, scope } = await follow(at, context.reader);
  if (expression.kind !== 'call') return { contextFrom: at.expression };
  const [, limit] = expression.args;
  if (expression.callee === 'context.WithTimeout' && limit) {
    const option = { system: goClientFacts.system, title: goClientFacts.title, name: 'context.WithTimeout', timer: 'upstream.deadline', link: 'https://pkg.go.dev/context#WithTimeout' } as const;
    return { deadline: (await durationField(option, { expression: limit, program, scope }, context)).setting };
  }
  return /^context\.(Background|TODO)$/.test(expression.callee) ? {} : { contextFrom: at.expression };
}
