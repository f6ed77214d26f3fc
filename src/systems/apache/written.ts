import { own } from '../../model/own.ts';
import { no, type Text } from '../../model/value.ts';
import type { Timer } from '../../model/timer.ts';
import type { Written } from '../system.ts';
import type { Context } from './context.ts';
import { links } from './facts.ts';
import { apacheTime } from './time.ts';
import { type Block, textOf } from './tree.ts';

/** What Apache cannot read or does not use. */
export function faultsOf(context: Context): readonly Written[] {
  return allOf(context.main).flatMap((block) => [...invalid(block, context), ...misunderstood(block, context)]);
}

const allOf = (blocks: readonly Block[]): readonly Block[] => blocks.flatMap((block) => [block, ...allOf(block.children ?? [])]);

const times: Readonly<Record<string, { readonly name: string; readonly timer: Timer; readonly link: string }>> = {
  keepalivetimeout: { name: 'KeepAliveTimeout', timer: 'downstream.idle', link: links.keepAliveTimeout },
  timeout: { name: 'Timeout', timer: 'downstream.send', link: links.timeout },
  proxytimeout: { name: 'ProxyTimeout', timer: 'upstream.read', link: links.proxyTimeout },
};

function invalid(block: Block, context: Context): readonly Written[] {
  const known = own(times, block.name);
  if (!known) return [];
  const text = textOf(block.args[0], context.variables, block.place);
  if (text.value === undefined || text.value === '' || apacheTime(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: 'apache', ...known, text, place: text.places[0], related: [], refused: true,
    works: no('Apache takes seconds, or a number with ms, s, mi or h', ...text.places),
    symptom: 'Apache does not start',
    advice: `write ${known.name} in seconds`,
  }];
}

/** `keepalive=65` and the like: the parameter is a switch of TCP probes, not a time. */
function misunderstood({ name, args }: Block, context: Context): readonly Written[] {
  if (!['proxypass', 'proxypassmatch', 'balancermember', 'proxyset'].includes(name)) return [];
  return args.flatMap((argument) => {
    const value = /^keepalive=(.*)$/i.exec(argument.text)?.[1];
    if (value === undefined || !/^\d+\w*$/.test(value)) return [];
    const text: Text = textOf({ ...argument, text: value }, context.variables, argument.place);
    return [{
      fault: 'invalid', system: 'apache', name: 'ProxyPass keepalive', text, timer: 'probe.idle', place: argument.place, related: [], refused: true, link: links.proxyPass,
      works: no('keepalive takes On or Off and switches TCP probes', argument.place),
      symptom: 'Apache does not start',
      advice: 'write ttl=… for how long an unused connection may be reused',
    } satisfies Written];
  });
}
