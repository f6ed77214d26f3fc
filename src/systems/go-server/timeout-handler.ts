import type { Setting } from '../../model/setting.ts';
import { follow, type Located } from '../program/follow.ts';
import type { GoContext } from '../program/go-value.ts';
import { goValue } from '../program/go-value.ts';
import { programmed } from '../setting.ts';
import type { Server } from './servers.ts';

/** The limit of `http.TimeoutHandler(handler, d, …)` where it stands around all that a server does: https://pkg.go.dev/net/http#TimeoutHandler. */
export async function handlerLimit(server: Server, context: GoContext): Promise<readonly Setting[]> {
  const at = handlerOf(server);
  const found = at && (await follow(at, context.reader));
  if (found?.expression.kind !== 'call' || found.expression.callee !== 'http.TimeoutHandler') return [];
  const [, limit] = found.expression.args;
  if (!limit) return [];
  const value = await goValue({ ...found, expression: limit }, context);
  return [{ ...programmed('worker.deadline', 'http.TimeoutHandler', value, nanosecond), effect: { sees: 'a 503', answers: 503 } }];
}

const nanosecond = 1e-6;

function handlerOf({ call, program, kind }: Server): Located | undefined {
  const expression = kind === 'http' ? call.keywords.find(({ name }) => name === 'Handler')?.value : kind === 'bare' ? call.args[1] : undefined;
  return expression && { expression, program, scope: call.scope };
}
