import type { Setting } from '../../model/setting.ts';
import { unknown } from '../../model/value.ts';
import { configured } from '../setting.ts';
import type { Context } from './context.ts';
import { apacheTime } from './time.ts';
import { named, type Levels } from './tree.ts';
import { parametersOf } from './worker.ts';

/** The clocks of mod_wsgi's daemon. With several threads `request-timeout` bounds their average, so no single request. */
export function wsgiSettings(levels: Levels, context: Context): readonly Setting[] {
  const daemon = levels.flatMap((level) => named(level, 'wsgidaemonprocess')).at(-1);
  if (!daemon) return [];
  const parameters = parametersOf(daemon.args.map((argument) => ({ ...argument, text: argument.text.replace(/^([a-z]+)-([a-z]+)=/, '$1$2=') })), context);
  const limit = parameters.get('requesttimeout');
  const isSingle = parameters.get('threads')?.value === '1';
  if (!limit || apacheTime(limit.value ?? '') === 0) return [];
  return [configured('worker.deadline', 'WSGIDaemonProcess request-timeout', limit, (text) => (isSingle ? apacheTime(text) : unknown('with several threads it bounds their average', text)))];
}
