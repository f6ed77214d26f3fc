import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { type Fact, no, type Text, unsure, yes } from '../../model/value.ts';
import { type DirectiveFile, directive } from '../ruby/directives.ts';
import { atLeast } from '../version.ts';
import type { Command } from './command.ts';
import { readsConcurrency } from './facts.ts';

/** Whether Puma runs as a cluster: `-w`, then `workers` of the file, then WEB_CONCURRENCY. */
export async function clustered(process: Process | undefined, command: Command | undefined, file: DirectiveFile | undefined, hidden: Text | undefined, version: string | undefined, place: Place): Promise<Fact> {
  const written = command?.workers ?? (file && (await directive('workers', file))?.text) ?? hidden;
  if (written) return byCount(written);
  const variable = process?.env.get('WEB_CONCURRENCY');
  const reads = version === undefined ? undefined : atLeast(version, readsConcurrency);
  if (variable && reads !== false) return reads === undefined ? unsure('WEB_CONCURRENCY counts from Puma 5 on', ...variable.places) : byCount(variable);
  return no('no workers are written, so Puma runs in single mode', place);
}

function byCount(text: Text): Fact {
  if (text.value === 'auto') return yes('workers :auto makes a cluster', ...text.places);
  const count = /^\d{1,6}$/.test(text.value ?? '') ? Number(text.value) : undefined;
  if (count === undefined) return unsure(`the number of workers ${text.expression} decides between single mode and a cluster`, ...text.places);
  if (count > 0) return yes(`${count} workers make a cluster`, ...text.places);
  // A variable that may be set to more.
  return text.origin === 'visible-default' ? unsure(`${text.variable ?? text.expression} may ask for workers`, ...text.places) : no('0 workers are single mode', ...text.places);
}
