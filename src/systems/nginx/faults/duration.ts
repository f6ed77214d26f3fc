import type { Timer } from '../../../model/timer.ts';
import { no } from '../../../model/value.ts';
import type { Written } from '../../system.ts';
import type { Context } from '../context.ts';
import { connectCeiling, links, passes } from '../facts.ts';
import { textOf } from '../text.ts';
import { nginxTime } from '../time.ts';
import { type Block, walk } from '../tree.ts';

const timers = new Map<string, Timer>([
  ['keepalive_timeout', 'downstream.idle'], ['client_header_timeout', 'downstream.header'], ['client_body_timeout', 'downstream.body'],
  ['send_timeout', 'downstream.send'], ['keepalive_time', 'downstream.lifetime'],
  ...passes.flatMap(({ prefix }): readonly [string, Timer][] => [
    [`${prefix}_connect_timeout`, 'upstream.connect'], [`${prefix}_send_timeout`, 'upstream.send'], [`${prefix}_read_timeout`, 'upstream.read'],
  ]),
]);

/** Times that nginx does not accept, and connect timeouts that the kernel cuts short. */
export function durationFaults(context: Context): readonly Written[] {
  return walk(context.http).flatMap((block) => {
    const timer = timers.get(block.name);
    if (!timer || block.shipped || block.children) return none;
    return [...invalid(block, timer, context), ...tooLong(block, timer, context)];
  });
}

const none: readonly Written[] = [];

function invalid(block: Block, timer: Timer, context: Context): readonly Written[] {
  const [argument] = block.args;
  const text = argument && textOf(argument, context.variables);
  if (text?.value === undefined || text.value.includes('$') || nginxTime(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: 'nginx', name: block.name, text, timer, place: text.places[0], related: [], refused: true,
    works: no(`${text.value} is not a time that nginx reads: whole numbers with ms, s, m, h, d or w, in descending order`, text.places[0]),
    symptom: `nginx refuses to start or to reload: invalid value in "${block.name}"`,
    advice: `write ${block.name} in seconds, e.g. ${block.name} 60s`,
    link: links.time,
  }];
}

function tooLong(block: Block, timer: Timer, context: Context): readonly Written[] {
  const [argument] = block.args;
  const text = timer === 'upstream.connect' && argument ? textOf(argument, context.variables) : undefined;
  const time = text?.value === undefined ? undefined : nginxTime(text.value);
  if (!text || time === undefined || time <= connectCeiling.ms) return [];
  const seconds = connectCeiling.ms / 1000;
  return [{
    fault: 'ineffective', system: 'nginx', name: block.name, text, timer, place: text.places[0], related: [],
    works: no(`Linux itself gives up connecting after about ${seconds} s (net.ipv4.tcp_syn_retries)`, text.places[0]),
    symptom: `a connection that does not come about is given up after about ${seconds} s, not after ${time / 1000} s`,
    advice: `write at most ${block.name} ${seconds}s; if slow answers were meant, that is ${block.name.replace('connect', 'read')}`,
    link: connectCeiling.link,
  }];
}
