import { parseDuration } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, unknown, type Value } from '../../model/value.ts';
import { configured, derived } from '../setting.ts';
import { documented } from '../documented.ts';
import type { Version } from '../../model/layer.ts';
import { acceptGrace, duration, entryPointOptions, facts, forwardingOptions, type Option } from './facts.ts';
import type { Options } from './options.ts';

/** The timers that {@link options} write below `prefix`, under their documented spelling. */
export function timersBelow(prefix: string, known: readonly Option[], options: Options): readonly Setting[] {
  return known.flatMap((option) => {
    const written = options.get(`${prefix}.${option.path}`.toLowerCase());
    return written && !written.table ? [configured(option.timer, `${prefix}.${option.path}`, written.text, (text) => amount(text, option))] : [];
  });
}

/** Everything that is written of one entry point. */
export function entryPointTimers(name: string, options: Options, version: Version, place: Place): readonly Setting[] {
  const prefix = `entryPoints.${name}`;
  const written = timersBelow(prefix, entryPointOptions, options).map((setting, _, all) => idleByRead(setting, all));
  const accepting = timersBelow(prefix, [{ path: acceptGrace, timer: 'stop.graceful', zero: 'none' }], options)[0];
  if (!accepting) return written;
  const rest = written.filter(({ timer }) => timer !== 'stop.graceful');
  const grace = written.find(({ timer }) => timer === 'stop.graceful') ?? documented(facts, new Set<Timer>(['stop.graceful']), { version, place, names: namesOf(name) })[0];
  return grace ? [...rest, whole(accepting, grace)] : written;
}

/** How the user's configuration would name what it leaves unwritten. */
export function namesOf(entryPoint: string, transport = 'serversTransport'): ReadonlyMap<Timer, string> {
  return new Map([
    ...entryPointOptions.map((option) => [option.timer, `entryPoints.${entryPoint}.${option.path}`] as const),
    ...forwardingOptions.map((option) => [option.timer, `${transport}.${option.path}`] as const),
  ]);
}

function amount(text: string, option: Option): number | Value | undefined {
  const time = parseDuration(text, duration);
  if (time !== 0) return time;
  if (option.zero === 'never') return { ...never, written: text };
  return option.zero === 'none' ? 0 : unknown('zero hands over to the read timeout', text);
}

/** Without an idle timeout Go uses the read timeout of the same entry point. */
function idleByRead(setting: Setting, all: readonly Setting[]): Setting {
  if (setting.timer !== 'downstream.idle' || setting.value.kind !== 'unknown') return setting;
  const read = all.find(({ timer }) => timer === 'downstream.request');
  if (!read || parseDuration(setting.value.expression, duration) !== 0) return setting;
  return derived('downstream.idle', setting.name, read.value, 'an idle timeout of zero falls back to the read timeout', [setting, read]);
}

/** Accepting and draining come one after the other. */
function whole(accepting: Setting, grace: Setting): Setting {
  const value = accepting.value.kind === 'known' && grace.value.kind === 'known'
    ? known(accepting.value.amount + grace.value.amount, `${accepting.value.written} + ${grace.value.written}`)
    : unknown('one of the two parts is not known', accepting.name);
  return derived('stop.graceful', accepting.name, value, 'requestAcceptGraceTimeout + graceTimeOut', [accepting, grace]);
}
