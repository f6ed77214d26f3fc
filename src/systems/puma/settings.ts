import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, known, never, off, type Text, unknown, type Value } from '../../model/value.ts';
import { type DirectiveFile, directive } from '../ruby/directives.ts';
import { wholeSeconds } from '../ruby/seconds.ts';
import { configured, type Reads } from '../setting.ts';

/** The timers that the configuration file sets, in the meaning that they have in this mode. `hidden` is a file that nobody sees. */
export async function settingsOf(file: DirectiveFile | undefined, hidden: Text | undefined, cluster: Fact): Promise<readonly Setting[]> {
  if (hidden) return [configured('downstream.idle', 'persistent_timeout', hidden, wholeSeconds), configured('downstream.body', 'first_data_timeout', hidden, wholeSeconds)];
  if (file === undefined) return [];
  const graceful = cluster.value === 'yes' ? 'worker_shutdown_timeout' : 'force_shutdown_after';
  const found = [
    (await keepAlivesOff(file)) ?? (await setting('downstream.idle', 'persistent_timeout', file, wholeSeconds)),
    await setting('downstream.body', 'first_data_timeout', file, wholeSeconds),
    cluster.value === 'no' ? undefined : await setting('worker.silence', 'worker_timeout', file, wholeSeconds),
    cluster.value === 'unknown' ? undefined : await setting('stop.graceful', graceful, file, graceSeconds),
  ];
  return found.filter((one) => one !== undefined);
}

async function setting(timer: Timer, name: string, file: DirectiveFile, reads: Reads): Promise<Setting | undefined> {
  const found = await directive(name, file);
  return found && configured(timer, name, found.text, reads);
}

async function keepAlivesOff(file: DirectiveFile): Promise<Setting | undefined> {
  const found = await directive('enable_keep_alives', file);
  if (found === undefined || found.text.value === 'True') return undefined;
  return configured('downstream.idle', 'enable_keep_alives', found.text, (text) => (text === 'False' ? off('enable_keep_alives false answers Connection: close') : unknown('it may switch keep-alive off', text)));
}

function graceSeconds(text: string): number | Value | undefined {
  if (text === 'forever') return { ...never, written: ':forever' };
  return text === 'immediately' ? known(0, ':immediately') : wholeSeconds(text);
}
