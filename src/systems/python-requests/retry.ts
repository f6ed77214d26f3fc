import { formatDuration, second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import { known } from '../../model/value.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Expression } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import { derived, programmed } from '../setting.ts';
import { longestPause } from './facts.ts';

/** A written `Retry(total=…, backoff_factor=…)`. Reads are repeated as often as `read` says, else `total`. */
export async function retrySettings(retry: Call, at: Located, reader: Reader): Promise<readonly Setting[]> {
  const value = keyword(retry, 'read')?.value ?? keyword(retry, 'total')?.value ?? retry.args[0];
  if (value === undefined || (value.kind === 'literal' && typeof value.value !== 'number')) return [];
  const retries = await setting('retry.attempts', 'total', value, at, reader);
  if (retries.value.kind !== 'known') return [retries];
  const attempts: Setting = { ...retries, value: known(retries.value.amount + 1, retries.value.written) };
  const factor = keyword(retry, 'backoff_factor');
  if (factor === undefined) return [attempts];
  const pause = await setting('retry.pause', 'backoff_factor', factor.value, at, reader);
  if (pause.value.kind !== 'known') return [attempts, pause];
  return [attempts, { ...pause, ...derived('retry.pause', 'backoff_factor', pauses(retries.value.amount, pause.value.amount), 'sum of the back-off between the tries', [pause, retries]) }];
}

/** The first retry follows at once, the n-th after factor × 2^(n-1). */
function pauses(retries: number, factor: number): ReturnType<typeof known> {
  let sum = 0;
  for (let retry = 2; retry <= Math.min(retries, 1000); retry += 1) sum += Math.min(longestPause, factor * 2 ** (retry - 1));
  return known(sum, formatDuration(sum));
}

async function setting(timer: 'retry.attempts' | 'retry.pause', name: string, expression: Expression, at: Located, reader: Reader): Promise<Setting> {
  return programmed(timer, name, await reader.evaluate(expression, at.program, at.scope), timer === 'retry.pause' ? second : 1);
}
