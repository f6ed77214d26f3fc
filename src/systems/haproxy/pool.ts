import type { Version } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, known, no, unknown, yes } from '../../model/value.ts';
import type { HaproxyLine } from '../../syntax/haproxy.ts';
import { documented } from '../documented.ts';
import { configured, derived } from '../setting.ts';
import { atLeast } from '../version.ts';
import { defaultRetries, milliseconds, poolFacts, purgeRounds, repeatsClosed, repeatsTimeout, sharesSince } from './facts.ts';
import { linesOf, nearest, optionOf, type Proxy } from './sections.ts';
import { type Surroundings, time } from './settings.ts';
import { textOf } from './text.ts';

const closing = ['httpclose', 'forceclose', 'http-server-close', 'http-keep-alive'];

/** Whether a connection to a server serves another request. */
export function pooledFact(front: Proxy, back: Proxy): Fact {
  for (const proxy of [front, back]) {
    const mode = optionOf(proxy, closing);
    if (mode && mode.words[1]?.text !== 'http-keep-alive') return no(`option ${mode.words[1]?.text ?? ''} closes the connection to the server after every response`, mode.place);
  }
  const limit = parameter(back, 'pool-max-conn');
  if (limit?.line.words[limit.at]?.text === '0') return no('pool-max-conn is 0', limit.line.place);
  const repeats = conditions(back, repeatsClosed);
  if (repeats) return no(`${repeats.words.map((word) => word.text).join(' ')} repeats a request that meets a closing connection`, repeats.place);
  const [server] = linesOf(back, 'server');
  return yes('HAProxy keeps idle connections to servers', server?.place ?? back.place);
}

/** How long an unused connection to a server may still be taken: HAProxy knows no limit of one, it thins out the idle ones. */
export function poolSettings(back: Proxy, idle: Setting | undefined, version: Version, around: Surroundings): readonly Setting[] {
  if (keepsToSession(back, version)) {
    return idle && idle.value.kind !== 'off' ? [derived('upstream.idle', idle.name, idle.value, 'without http-reuse the connection to the server lives as long as that of its client', [idle])] : [];
  }
  const written = parameter(back, 'pool-purge-delay');
  const delay = written
    ? time('upstream.idle', 'pool-purge-delay', written.line, written.at, milliseconds, around.variables)
    : documented(poolFacts, new Set<Timer>(['upstream.idle']), { version, place: linesOf(back, 'server')[0]?.place ?? back.place })[0];
  return delay ? [thinnedOut(delay)] : [];
}

/** How long the last of a few idle connections lives under an interval. */
export function thinnedOut(delay: Setting): Setting {
  const value = delay.value.kind === 'known' ? known(delay.value.amount * purgeRounds, `${purgeRounds} × ${delay.value.written}`) : unknown('the interval is not known', 'pool-purge-delay');
  return derived('upstream.idle', `${purgeRounds} × pool-purge-delay`, value, `every pool-purge-delay half of the idle connections are closed; the last of a few goes after ${purgeRounds}`, [delay]);
}

function keepsToSession(back: Proxy, version: Version): boolean {
  const reuse = nearest(back, 'http-reuse').at(-1)?.words[1]?.text;
  return reuse === undefined ? version.known !== undefined && atLeast(version.known, sharesSince) === false : reuse === 'never';
}

/** Only retries of a request that ran into its timeout take up the time of another try. */
export function retrySettings(back: Proxy, { variables }: Surroundings): readonly Setting[] {
  const repeats = conditions(back, repeatsTimeout);
  if (!repeats) return [];
  const retries = nearest(back, 'retries').at(-1)?.words[1];
  if (retries) return [configured('retry.attempts', 'retries', textOf(retries, variables), (text) => (/^\d{1,4}$/.test(text) ? Number(text) + 1 : undefined))];
  const word = repeats.words[1];
  return word ? [configured('retry.attempts', 'retry-on', textOf(word, variables), () => known(defaultRetries + 1, `${defaultRetries} retries`))] : [];
}

function conditions(back: Proxy, wanted: ReadonlySet<string>): HaproxyLine | undefined {
  const line = nearest(back, 'retry-on').at(-1);
  const isOn = nearest(back, 'retries').at(-1)?.words[1]?.text !== '0';
  return isOn && line?.words.some((word) => wanted.has(word.text)) ? line : undefined;
}

/** A parameter of the first server, or of `default-server`; `at` is the index of its value. */
function parameter(back: Proxy, name: string): { readonly line: HaproxyLine; readonly at: number } | undefined {
  const lines = [...linesOf(back, 'server').slice(0, 1), ...linesOf(back, 'server-template').slice(0, 1), ...[...nearest(back, 'default-server')].reverse()];
  for (const line of lines) {
    const at = line.words.findIndex((word) => word.text === name);
    if (at > 0) return { line, at: at + 1 };
  }
  return undefined;
}
