import { formatDuration } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import { no, unsure } from '../../model/value.ts';
import type { Evaluated } from '../../syntax/program/evaluate.ts';
import type { Call } from '../../syntax/program/tree.ts';
import type { SignalLimit } from '../program/signal.ts';
import { asText, ineffective, type Option } from '../program/written.ts';
import type { Written } from '../system.ts';
import { fetchFacts } from './facts.ts';

const header = fetchFacts.defaults.find((one) => one.timer === 'upstream.first-byte');

export const link = (name: string): Option => ({ system: fetchFacts.system, title: fetchFacts.title, name, timer: 'upstream.deadline', link: header?.link ?? '' });

/** `timeout:` among the options of a fetch that has none. */
export const unheard = (value: Evaluated, place: Place, whose: string): Written =>
  ineffective({ ...link('timeout'), link: 'https://developer.mozilla.org/docs/Web/API/RequestInit' }, value, place, {
    fact: `${whose} has no option timeout`,
    symptom: 'the request has no such limit',
    advice: 'write signal: AbortSignal.timeout(…)',
    refused: true,
  });

/** undici waits for the header no longer than its own limit, whatever the signal says. */
export function belowSignal({ evaluated, setting }: SignalLimit, call: Call, profile: string): readonly Written[] {
  if (setting.timer !== 'upstream.deadline' || setting.value.kind !== 'known' || typeof header?.value !== 'number' || setting.value.amount <= header.value) return [];
  const limit = formatDuration(header.value);
  const why = `Node's fetch gives up after ${limit} without a response header (headersTimeout)`;
  return [{
    fault: 'ineffective', system: fetchFacts.system, name: setting.name, text: asText(evaluated), timer: 'upstream.deadline', place: setting.place,
    related: [{ place: call.place, message: `this fetch has no dispatcher, so undici's headersTimeout of ${limit} is in force` }],
    works: profile === 'node' ? no(why, call.place) : unsure(`${why}; nothing tells whether this runs on Node`, call.place),
    symptom: `TypeError: fetch failed (UND_ERR_HEADERS_TIMEOUT) after ${limit} of silence`,
    advice: `give it a dispatcher: new Agent({ headersTimeout, bodyTimeout }) of undici with more than ${formatDuration(setting.value.amount)}, or stream the answer`,
    link: header.link,
  }];
}
