import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known, never, off, unknown, type Value } from '../../model/value.ts';
import { configured, type Reads } from '../setting.ts';
import { type Chosen, chosen, type Written } from './chosen.ts';
import { type OptionName, seconds } from './grammar.ts';
import type { Worker } from './worker.ts';

/** The timers that somebody wrote, in the meaning that they have for this kind of worker. */
export function settingsOf(written: Written, worker: Worker): readonly Setting[] {
  const found = [
    setting(timeoutTimer(worker), 'timeout', written, (choice) => (text) => limit(text, choice)),
    worker.profile === 'sync' ? undefined : setting('downstream.idle', 'keepalive', written, (choice) => (text) => idle(text, choice, worker)),
    setting('stop.graceful', 'graceful_timeout', written, (choice) => (text) => seconds(text, choice.from)),
  ];
  return [...found.filter((candidate) => candidate !== undefined), ...undecided(worker, written)];
}

function setting(timer: Timer, name: OptionName, written: Written, reads: (choice: Chosen) => Reads): Setting | undefined {
  const choice = chosen(name, written);
  return choice && configured(timer, choice.name, choice.text, reads(choice));
}

const timeoutTimer = (worker: Worker): Timer => (worker.profile === 'sync' ? 'worker.deadline' : 'worker.silence');

function limit(text: string, choice: Chosen): number | Value | undefined {
  const amount = seconds(text, choice.from);
  return amount === 0 ? { ...never, written: text } : amount;
}

function idle(text: string, choice: Chosen, worker: Worker): number | Value | undefined {
  const amount = seconds(text, choice.from);
  if (amount === undefined || worker.profile === 'unknown') return amount === undefined ? undefined : unknown(worker.why, text);
  if (worker.profile === 'asgi' || (worker.profile === 'tornado' && amount > 0)) return unknown(`the ${worker.profile} worker does not count these seconds`, text);
  if (amount > 0) return amount;
  return worker.profile === 'uvicorn' || worker.profile === 'aiohttp' ? known(0, text) : off('keepalive 0 answers Connection: close');
}

/** With a worker of unknown kind nobody can say whether `timeout` bounds a request; an absent keepalive is as open. */
function undecided(worker: Worker, written: Written): readonly Setting[] {
  if (worker.profile !== 'unknown') return [];
  const place = worker.places[0];
  if (place === undefined) return [];
  const open = (timer: Timer, name: string): Setting => ({
    timer, name, value: unknown(worker.why, name), provenance: { kind: 'configured' }, place, via: worker.places.slice(1), window: { early: 0, late: 0 }, fixed: false,
  });
  const idleOpen = chosen('keepalive', written) ? [] : [open('downstream.idle', 'keepalive')];
  return [open('worker.deadline', 'timeout'), ...idleOpen];
}
