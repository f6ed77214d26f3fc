import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import type { Text } from '../../model/value.ts';
import type { ApacheArgument } from '../../syntax/apache.ts';
import { kernelProbe } from '../kernel-probe.ts';
import { configured, type Reads } from '../setting.ts';
import type { Context } from './context.ts';
import { written } from './settings.ts';
import { apacheTime } from './time.ts';
import { type Levels, textOf } from './tree.ts';

/** `key=value` parameters of ProxyPass, BalancerMember and ProxySet, by lower-case key. */
export type Parameters = ReadonlyMap<string, Text>;

export function parametersOf(args: readonly ApacheArgument[], context: Context): Parameters {
  return new Map(args.flatMap((argument) => {
    const [, key = '', value = ''] = /^([a-z]+)=(.*)$/i.exec(argument.text) ?? [];
    if (key === '') return [];
    const text = textOf({ ...argument, text: value }, context.variables, argument.place);
    return [[key.toLowerCase(), text] as const];
  }));
}

/** What holds on connections to a backend: its own parameters, else ProxyTimeout, else Timeout. */
export function workerSettings(parameters: Parameters, levels: Levels, context: Context): readonly Setting[] {
  const own = (timer: Timer, key: string, reads: Reads = apacheTime): readonly Setting[] => {
    const text = parameters.get(key);
    return text ? [configured(timer, `ProxyPass ${key}`, text, reads)] : [];
  };
  const gap = (timer: Timer): readonly Setting[] => first(own(timer, 'timeout'), written(timer, 'proxytimeout', 'ProxyTimeout', levels, context), written(timer, 'timeout', 'Timeout', levels, context));
  return [
    ...first(own('upstream.connect', 'connectiontimeout'), gap('upstream.connect')),
    ...gap('upstream.read'),
    ...gap('upstream.send'),
    ...own('upstream.idle', 'ttl'),
    ...probe(parameters.get('keepalive'), context),
  ];
}

const first = (...choices: readonly (readonly Setting[])[]): readonly Setting[] => choices.find((choice) => choice.length > 0) ?? [];

export const isOn = (text: Text | undefined): boolean => text?.value?.toLowerCase() === 'on';

/** `keepalive=On` is SO_KEEPALIVE and nothing of HTTP; the kernel says when probes start. */
function probe(text: Text | undefined, { process }: Context): readonly Setting[] {
  if (!text || !isOn(text)) return [];
  return [kernelProbe({ name: 'ProxyPass keepalive', place: text.places[0], side: 'upstream', ...(process ? { sysctls: process.sysctls } : {}) })];
}
