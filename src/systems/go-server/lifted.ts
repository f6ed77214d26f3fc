import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { unknown } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { methodOf } from '../program/calls.ts';
import type { GoContext } from '../program/go-value.ts';

/** Limits of the server that some handler replaces for its own request: https://pkg.go.dev/net/http#ResponseController. */
export async function liftedIn(sources: readonly Source[], { reader }: GoContext): Promise<ReadonlyMap<Timer, Place>> {
  const found = new Map<Timer, Place>();
  for (const source of sources.filter(({ text }) => mention.test(text))) {
    const program = await reader.program(source);
    if (!program?.calls.some((call) => methodOf(call) === 'NewResponseController')) continue;
    for (const call of program.calls) {
      const timer = timers.get(methodOf(call));
      if (timer && !found.has(timer)) found.set(timer, call.place);
    }
  }
  return found;
}

const mention = /\bNewResponseController\(/;
const timers: ReadonlyMap<string, Timer> = new Map([['SetWriteDeadline', 'downstream.response'], ['SetReadDeadline', 'downstream.request']]);

/** Which handler serves which path is not known, so that the limit is not known either. */
export const withLifted = (settings: readonly Setting[], lifted: ReadonlyMap<Timer, Place>): readonly Setting[] => settings.map((setting) => {
  const place = lifted.get(setting.timer);
  return place ? { ...setting, value: unknown('a handler sets a deadline of its own', setting.name), via: [...setting.via, place] } : setting;
});
