import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { off, unknown, type Value } from '../../model/value.ts';
import { kernelProbe } from '../kernel-probe.ts';
import { kernelKeepalive } from '../linux/facts.ts';
import { configured, literal, type Reads } from '../setting.ts';
import type { Context } from './context.ts';
import { apacheTime } from './time.ts';
import { type Block, type Levels, nearest, textOf } from './tree.ts';

/** What a virtual host, or the server around it, says of the clients' side. */
export function downstreamSettings(levels: Levels, context: Context): readonly Setting[] {
  return [
    ...idle(levels, context),
    ...requestRead(nearest(levels, 'requestreadtimeout')),
    ...written('downstream.body', 'timeout', 'Timeout', levels, context),
    ...written('downstream.send', 'timeout', 'Timeout', levels, context),
    ...written('stop.graceful', 'gracefulshutdowntimeout', 'GracefulShutDownTimeout', levels, context, (text) => (text === '0' ? Number.POSITIVE_INFINITY : apacheTime(text))),
    ...probe(context),
  ];
}

/** One directive on the innermost level that has it; unknown where only the building of the image tells. */
export function written(timer: Timer, directive: string, name: string, levels: Levels, context: Context, reads: Reads = apacheTime): readonly Setting[] {
  const block = nearest(levels, directive);
  if (isRewritten(name, context)) return [rebuilt(timer, name, block, context)];
  return block ? [configured(timer, name, textOf(block.args[0], context.variables, block.place), reads)] : [];
}

function idle(levels: Levels, context: Context): readonly Setting[] {
  const keepAlive = nearest(levels, 'keepalive');
  const value = keepAlive && textOf(keepAlive.args[0], context.variables, keepAlive.place);
  if (value && value.value?.toLowerCase() !== 'on' && !isRewritten('KeepAlive', context)) {
    const isOff = value.value?.toLowerCase() === 'off';
    return [configured('downstream.idle', 'KeepAlive', value, () => (isOff ? off('KeepAlive Off: every response says Connection: close') : undefined))];
  }
  if (isRewritten('KeepAlive', context)) return [rebuilt('downstream.idle', 'KeepAlive', keepAlive, context)];
  return written('downstream.idle', 'keepalivetimeout', 'KeepAliveTimeout', levels, context, idleTime);
}

/** Zero makes every response announce the close. */
function idleTime(text: string): number | Value | undefined {
  const amount = apacheTime(text);
  return amount === 0 ? off('KeepAliveTimeout 0: every response says Connection: close') : amount;
}

/** `header=20-40,MinRate=500 body=20,MinRate=500`: the header counts from its first figure; a body with a rate has no limit of its own. */
function requestRead(block: Block | undefined): readonly Setting[] {
  if (!block) return [];
  return block.args.flatMap((argument): readonly Setting[] => {
    const [, stage = '', first = '', rest = ''] = /^(header|body)=(\d+)(.*)$/i.exec(argument.text) ?? [];
    const isHeader = stage.toLowerCase() === 'header';
    if (stage === '' || (!isHeader && /minrate/i.test(rest))) return [];
    const amount = first === '0' ? Number.POSITIVE_INFINITY : Number(first) * second;
    return [configured(isHeader ? 'downstream.header' : 'downstream.request', `RequestReadTimeout ${stage}`, literal(first, argument.place), () => amount)];
  });
}

/** Apache switches keep-alive probes on for what it accepts; the kernel says when they start. */
function probe({ process }: Context): readonly Setting[] {
  const sysctl = process?.sysctls.get(kernelKeepalive.sysctl);
  return process && sysctl ? [kernelProbe({ name: kernelKeepalive.sysctl, place: process.place, side: 'downstream', sysctls: process.sysctls })] : [];
}

const isRewritten = (name: string, { rewrites }: Context): boolean => new RegExp(`\\b${name}\\b`).test(rewrites);

function rebuilt(timer: Timer, name: string, block: Block | undefined, context: Context): Setting {
  const place = block?.place ?? context.process?.place ?? context.main[0]?.place ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return configured(timer, name, literal(name, place), () => unknown('written while the image is built', name));
}
