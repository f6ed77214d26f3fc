import { minute } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { known, no, off } from '../../model/value.ts';
import type { Context } from '../nginx/context.ts';
import { textOf } from '../nginx/text.ts';
import { nginxTime } from '../nginx/time.ts';
import { type Block, hidesBlocks, type Levels, named, nearestOne, walk } from '../nginx/tree.ts';
import { secondsOrNever } from '../ruby/seconds.ts';
import { configured } from '../setting.ts';
import type { LayerReading, UpstreamReading, Written } from '../system.ts';
import { facts, inNginx } from './facts.ts';

/** What nginx hands a request to where Passenger is switched on. */
export function passengerAt(levels: Levels, context: Context): { readonly upstream: UpstreamReading; readonly settings: readonly Setting[] } | undefined {
  const directive = switchOf(levels);
  if (!directive) return undefined;
  const { place } = directive;
  return { upstream: { target: { kind: 'inside', layer: nameOf(directive) }, protocol: 'unknown', pooled: no('Passenger is asked over a socket of its own', place), place }, settings: [readTimeout(levels, directive, context), ...['connect', 'send'].map((phase) => without(`upstream.${phase}` as Setting['timer'], directive))] };
}

/** The applications that run in the servers of one nginx. */
export function passengerLayers(context: Context, process: Process | undefined): readonly LayerReading[] {
  if (!walk(context.http).some(({ name }) => name === inNginx.switch)) return [];
  const levels = named(context.http, 'server').flatMap((server) => levelsBelow([context.http, server.children ?? []]));
  const found = levels.flatMap((inner): readonly (readonly [Block, Levels])[] => {
    const directive = switchOf(inner);
    return directive ? [[directive, inner]] : [];
  });
  return [...new Map(found.reverse())].reverse().map(([directive, inner]) => layerOf(directive, inner, context, process));
}

const deepest = 12;

const levelsBelow = (levels: Levels): readonly Levels[] => [levels, ...(levels.length > deepest ? [] : (levels.at(-1) ?? []).filter(({ name, children }) => name === 'location' && children).flatMap(({ children = [] }) => levelsBelow([...levels, children])))];

function switchOf(levels: Levels): Block | undefined {
  const directive = nearestOne(levels, inNginx.switch);
  return directive?.args[0]?.text === 'on' && directive.when === undefined ? directive : undefined;
}

const nameOf = ({ place }: Block): string => `${facts.title} (${place.file}:${place.line})`;

function layerOf(directive: Block, levels: Levels, { variables }: Context, process: Process | undefined): LayerReading {
  const limit = nearestOne(levels, inNginx.deadline);
  const [argument] = limit?.args ?? [];
  return {
    system: facts.system, facts, kind: 'app-server', name: nameOf(directive), version: { reason: 'it is part of nginx' }, place: directive.place, ...(process ? { process } : {}),
    settings: argument ? [configured('worker.deadline', inNginx.deadline, textOf(argument, variables), secondsOrNever)] : [], listens: [], routes: [],
  };
}

function readTimeout(levels: Levels, { place }: Block, { variables }: Context): Setting {
  const { name, value, link } = inNginx.read;
  const [argument] = nearestOne(levels, name)?.args ?? [];
  if (argument) return configured('upstream.read', name, textOf(argument, variables), nginxTime);
  return { timer: 'upstream.read', name, value: known(value, `${value / 1000}s`), provenance: { kind: 'default', of: facts.title, link }, place, via: [], window: exact, fixed: false };
}

function without(timer: Setting['timer'], { place }: Block): Setting {
  return { timer, name: inNginx.switch, value: off('Passenger is asked over a socket of its own'), provenance: { kind: 'default', of: facts.title, link: inNginx.link }, place, via: [], window: exact, fixed: false };
}

const timeouts = /^proxy_(?:read|send|connect)_timeout$/;

/** Timeouts of nginx's proxy in a server that passes nothing on but to Passenger. */
export function passengerFaults(context: Context): readonly Written[] {
  return named(context.http, 'server').flatMap((server) => {
    const blocks = walk(server.children ?? []);
    const directive = blocks.find(({ name, args }) => name === inNginx.switch && args[0]?.text === 'on');
    if (!directive || blocks.some((block) => block.name === 'proxy_pass' || hidesBlocks(block))) return [];
    return blocks.filter(({ name }) => timeouts.test(name)).flatMap((block) => faultOf(block, directive, context));
  });
}

function faultOf(block: Block, directive: Block, { variables }: Context): readonly Written[] {
  const [argument] = block.args;
  if (!argument) return [];
  return [{
    fault: 'ineffective', system: facts.system, name: block.name, text: textOf(argument, variables), timer: 'upstream.read', place: block.place,
    related: [{ place: directive.place, message: 'Passenger answers here' }],
    works: no(`requests are answered by Passenger, which does not know ${block.name}`, directive.place),
    symptom: `${inNginx.read.name} counts instead, ${inNginx.read.value / minute} minutes by default`,
    advice: block.name === 'proxy_read_timeout' ? `write ${inNginx.read.name} ${argument.text}` : 'leave it out',
    link: inNginx.link,
  }];
}
