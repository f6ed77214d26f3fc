import { parseDuration } from '../../model/duration.ts';
import { no, type Text } from '../../model/value.ts';
import type { HaproxyLine, HaproxySection } from '../../syntax/haproxy.ts';
import type { Written } from '../system.ts';
import { facts, links, milliseconds, suspiciousBelow, timeouts } from './facts.ts';
import { type Configuration, type Proxy } from './sections.ts';
import { textOf, type Variables } from './text.ts';

/** Times that HAProxy refuses, ignores or takes for milliseconds. */
export function writtenIn(configuration: Configuration, variables: Variables): readonly Written[] {
  return [
    ...configuration.timed.flatMap((section) => timeLines(section).flatMap((line) => fault(line, section, variables))),
    ...configuration.proxies.flatMap((proxy) => aloneProbes(proxy, variables)),
  ];
}

const timeLines = (section: HaproxySection): readonly HaproxyLine[] => section.lines.filter(({ words }) => words[0]?.text === 'timeout' && words.length > 1);

function fault(line: HaproxyLine, section: HaproxySection, variables: Variables): readonly Written[] {
  const [, name, value] = line.words;
  if (!name || name.template) return [];
  const side = timeouts.get(name.text);
  const text = value ? textOf(value, variables) : undefined;
  const base = { system: facts.system, name: `timeout ${name.text}`, text: text ?? { value: name.text, expression: name.text, places: [name.place], origin: 'configured' as const }, place: (value ?? name).place, link: links.timeout(name.text) };
  if (side === undefined) return [{ ...base, fault: 'invalid', refused: true, related: [], works: no(`HAProxy knows no timeout ${name.text}`, name.place), symptom: 'HAProxy refuses the configuration and does not start', advice: `use one of ${[...timeouts.keys()].join(', ')}` }];
  if (text?.value === undefined) return [];
  return [...misread(base, text, text.value), ...ignored(base, line, section, side)];
}

type Base = Pick<Written, 'system' | 'name' | 'text' | 'place' | 'link'>;

function misread(base: Base, text: Text, value: string): readonly Written[] {
  if (parseDuration(value, milliseconds) === undefined) {
    return [{
      ...base, fault: 'invalid', refused: true, related: [], link: links.times,
      works: no(`${value} is not a whole number with one of the units us, ms, s, m, h, d`, ...text.places),
      symptom: 'HAProxy refuses the configuration and does not start', advice: 'write one whole number and one unit, such as 30s',
    }];
  }
  const isBare = /^\d+$/.test(value) && Number(value) > 0 && Number(value) < suspiciousBelow;
  if (!isBare) return [];
  return [{
    ...base, fault: 'suspect', related: [], link: links.times,
    works: no('a time without a unit counts milliseconds', ...text.places),
    symptom: `the clock runs out after ${value} ms, not ${value} s`, advice: `write ${base.name} ${value}s if seconds were meant, else ${value}ms`,
  }];
}

/** On the side that the section lacks, or written again further down. */
function ignored(base: Base, line: HaproxyLine, section: HaproxySection, side: 'frontend' | 'backend' | 'both'): readonly Written[] {
  const lacks = (section.kind === 'frontend' && side === 'backend') || (section.kind === 'backend' && side === 'frontend');
  if (lacks) {
    return [{
      ...base, fault: 'ineffective', related: [{ place: section.header.place, message: `this section has no ${side} side` }],
      works: no(`${base.name} belongs to a ${side}, and this is a ${section.kind}`, section.header.place),
      symptom: 'HAProxy warns at start and ignores the line', advice: `move ${base.name} into the ${side} or into defaults`,
    }];
  }
  const later = timeLines(section).findLast((other) => other.words[1]?.text === line.words[1]?.text && other.words[2]?.text !== line.words[2]?.text);
  const isEarlier = later && section.lines.indexOf(later) > section.lines.indexOf(line) && line.when === undefined && later.when === undefined;
  if (!isEarlier) return [];
  return [{
    ...base, fault: 'ineffective', related: [{ place: later.words[2]?.place ?? later.place, message: `${base.name} is written again here, and the last one counts` }],
    works: no(`${base.name} stands in this section once more`, later.place),
    symptom: 'the value is overwritten', advice: 'keep one of the two lines',
  }];
}

/** Idle times of probes that no option switches on. */
function aloneProbes(proxy: Proxy, variables: Variables): readonly Written[] {
  return (['cli', 'srv'] as const).flatMap((side) => {
    const line = proxy.own.find(({ words }) => words[0]?.text === `${side}tcpka-idle`);
    const isOn = [...proxy.own, ...proxy.inherited].some(({ words }) => words[0]?.text === 'option' && (words[1]?.text === `${side}tcpka` || words[1]?.text === 'tcpka'));
    const word = line?.words[1];
    if (!line || !word || isOn) return [];
    return [{
      fault: 'ineffective' as const, system: facts.system, name: `${side}tcpka-idle`, text: textOf(word, variables), timer: 'probe.idle' as const, place: word.place, related: [],
      works: no(`option ${side}tcpka is not on`, line.place), symptom: 'no keep-alive probes are sent', advice: `add option ${side}tcpka`, link: links.probes(`${side}tcpka`),
    }];
  });
}
