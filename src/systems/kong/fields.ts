import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, known, no, type Text, yes } from '../../model/value.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { nginxTime } from '../nginx/time.ts';
import { configured } from '../setting.ts';
import type { Written } from '../system.ts';
import { facts, links, longest, suspiciousBelow } from './facts.ts';

export interface Field {
  readonly timer: Timer;
  readonly name: string;
  readonly text: Text;
}

const milliseconds = (text: string): number | undefined => (/^\d{1,10}$/.test(text) && Number(text) > 0 && Number(text) <= longest ? Number(text) : undefined);

export const settingOf = ({ timer, name, text }: Field): Setting => configured(timer, name, text, milliseconds);

/** Retries follow the first attempt. */
export const triesOf = (name: string, text: Text): Setting => configured('retry.attempts', name, text, (value) => (/^\d{1,5}$/.test(value) ? known(Number(value) + 1, value) : undefined));

/** What the schema refuses, and milliseconds that look like seconds. */
export function faultOf({ timer, name, text }: Field): readonly Written[] {
  if (text.value === undefined) return [];
  const base = { system: facts.system, name, text, timer, place: text.places[0], related: [], link: links.service };
  const amount = milliseconds(text.value);
  if (amount === undefined) {
    return [{ ...base, fault: 'invalid', refused: true, works: no('Kong takes a whole number of milliseconds', ...text.places), symptom: 'Kong refuses the configuration and keeps the old one', advice: 'write milliseconds without a unit' }];
  }
  if (amount >= suspiciousBelow) return [];
  return [{ ...base, fault: 'suspect', works: no(`${name} counts milliseconds`, ...text.places), symptom: `the clock runs out after ${amount} ms, not ${amount} s`, advice: `write ${amount}000 if seconds were meant` }];
}

/** What the environment of Kong itself sets for every service: seconds for the pool, an nginx time for the wait of a client. */
export function environmentSettings(process: Process | undefined): readonly Setting[] {
  const idle = process?.env.get('KONG_UPSTREAM_KEEPALIVE_IDLE_TIMEOUT');
  const alive = process?.env.get('KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT');
  return [
    ...(idle ? [configured('upstream.idle', 'KONG_UPSTREAM_KEEPALIVE_IDLE_TIMEOUT', idle, (text) => (/^\d+(?:\.\d+)?$/.test(text) ? (Number(text) === 0 ? Number.POSITIVE_INFINITY : Number(text) * 1000) : undefined))] : []),
    ...(alive ? [configured('downstream.idle', 'KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT', alive, nginxTime)] : []),
  ];
}

export function pooledFact(process: Process | undefined, place: Place): Fact {
  const size = process?.env.get('KONG_UPSTREAM_KEEPALIVE_POOL_SIZE');
  return size?.value === '0' ? no('KONG_UPSTREAM_KEEPALIVE_POOL_SIZE is 0', ...size.places) : yes('Kong pools the connections to its services', place);
}
