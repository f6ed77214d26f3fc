import type { Finding, ResultChain, ResultHop, ResultLayer, ResultSetting } from '../model/result.ts';
import { samePlace } from '../model/place.ts';
import type { Timer } from '../model/timer.ts';
import type { Paint } from './ansi.ts';
import { shownLength } from './ansi.ts';
import { clocksOf, describeValue } from './describe.ts';
import type { Symbols } from './symbols.ts';
import { fit } from './symbols.ts';

export interface LineStyle {
  readonly symbols: Symbols;
  readonly unicode: boolean;
  readonly width: number;
  readonly indent: string;
  readonly paint: Paint;
}

/** Which clocks belong in one picture: those that run while waiting for an answer, those of idle connections, those of silent flows. */
interface Family {
  readonly has: readonly Timer[];
  /** Shown on the connection that the layer opened, the first that is set. */
  readonly outward: readonly Timer[];
  /** Shown at the layer itself. */
  readonly inward: readonly Timer[];
}

const idle: Family = { has: ['downstream.idle', 'upstream.idle', 'downstream.header'], outward: ['upstream.idle'], inward: ['downstream.idle'] };
const silence: Family = { has: ['flow.idle', 'probe.idle', 'probe.interval', 'probe.count'], outward: ['probe.idle'], inward: [] };
const stop: Family = { has: ['stop.prestop', 'stop.graceful', 'stop.grace', 'stop.deregister', 'health.period', 'health.timeout', 'health.failures', 'health.delay'], outward: [], inward: [] };
const answer: Family = { has: [], outward: ['upstream.deadline', 'upstream.try', 'upstream.first-byte', 'upstream.read', 'exchange.idle'], inward: ['worker.deadline', 'worker.silence'] };

/** A chain in one line, the finding's clocks in it and its fault marked; wrapped between layers. */
export function chainLine(chain: ResultChain, finding: Finding, style: LineStyle): string {
  const family = [idle, silence, stop].find(({ has }) => finding.setting && has.includes(finding.setting.timer)) ?? answer;
  const marks = marksOf(finding);
  const names = namesOf(chain.layers);
  const tokens = chain.layers.map((layer, index) => {
    const label = labelOf(pick(clocksOf(layer), family.inward, marks, (timer) => !isOutward(timer)), marks, style);
    return `${fit(names[index] ?? layer.system, style.unicode)}${label === '' ? '' : ` [${label}]`}`;
  });
  const links = chain.layers.map((layer, index) => linkAfter(chain, layer, index, family, marks, style));
  const before = chain.hops.some((hop) => hop.downstream === null && hop.upstream === 0) ? [`? ${style.symbols.line}${style.symbols.arrow} `] : [];
  return joined([...before, ...tokens.map((token, index) => `${token}${links[index] ?? ''}`)], style);
}

/** A chain's layers alone, as a heading. */
export const chainTitle = (chain: ResultChain, style: LineStyle): string =>
  joined(namesOf(chain.layers).map((name, index) => `${fit(name, style.unicode)}${plainLink(chain, index, style.symbols)}`), style);

function plainLink(chain: ResultChain, index: number, { inside, line, arrow }: Symbols): string {
  if (index === chain.layers.length - 1) return hopAfter(chain, index) ? ` ${line}${arrow} ?` : '';
  return chain.layers[index + 1]?.within === index ? ` ${inside} ` : ` ${line}${arrow} `;
}

interface Marks {
  readonly fault: ResultSetting | undefined;
  readonly related: readonly ResultSetting[];
}

const marksOf = (finding: Finding): Marks => ({ fault: finding.setting, related: finding.related.flatMap(({ setting }) => (setting ? [setting] : [])) });

function linkAfter(chain: ResultChain, layer: ResultLayer, index: number, family: Family, marks: Marks, style: LineStyle): string {
  const { line, arrow } = style.symbols;
  const last = index === chain.layers.length - 1;
  const hop = hopAfter(chain, index);
  if (last && !hop) return '';
  if (!hop) return plainLink(chain, index, style.symbols);
  const label = labelOf(pick(clocksOf(layer), family.outward, marks, isOutward), marks, style);
  const boxes = hop.middleboxes.map((box) => `${boxed(box, marks, style)}${line}`).join('');
  return ` ${line}${label === '' ? '' : ` ${label} ${line}`}${boxes}${arrow} ${last ? '?' : ''}`.trimEnd() + (last ? '' : ' ');
}

function boxed(box: ResultHop['middleboxes'][number], marks: Marks, style: LineStyle): string {
  const [open, close] = style.symbols.box;
  const label = labelOf(pick(box.settings, ['flow.idle'], marks, () => true), marks, style);
  return `${open} ${fit(box.system, style.unicode)}${label === '' ? '' : ` ${label}`} ${close}`;
}

const hopAfter = (chain: ResultChain, index: number): ResultHop | undefined =>
  chain.hops.find((hop) => hop.downstream === index && (hop.upstream === index + 1 || (index === chain.layers.length - 1 && hop.upstream === null)));

const isOutward = (timer: Timer): boolean => /^(upstream|exchange|retry|probe)\./.test(timer);

/** The finding's own setting, else one that it names, else the family's first. */
function pick(settings: readonly ResultSetting[], timers: readonly Timer[], marks: Marks, side: (timer: Timer) => boolean): ResultSetting | undefined {
  const here = settings.filter(({ timer }) => side(timer));
  const { fault, related } = marks;
  const own = here.find((setting) => fault && same(setting, fault)) ?? here.find((setting) => related.some((other) => same(setting, other)));
  if (own) return own;
  return timers.flatMap((timer) => here.filter((setting) => setting.timer === timer && !('off' in setting.value))).at(0);
}

function labelOf(setting: ResultSetting | undefined, { fault }: Marks, { symbols, unicode, paint }: LineStyle): string {
  if (!setting) return '';
  const text = fit(describeValue(setting.value), unicode);
  return fault && same(setting, fault) ? paint('red', `${text} ${symbols.fault}`) : text;
}

const same = (a: ResultSetting, b: ResultSetting): boolean =>
  a.layer === b.layer && a.name === b.name && a.timer === b.timer && samePlace(a.location, b.location);

/** The system; with its place in the repository where two layers are of one system. */
function namesOf(layers: readonly ResultLayer[]): readonly string[] {
  return layers.map((layer) => (layers.filter(({ system }) => system === layer.system).length > 1 ? layer.name : layer.system));
}

function joined(parts: readonly string[], { width, indent }: LineStyle): string {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && indent.length + shownLength(line) + shownLength(part.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '  ';
    }
    line += part;
  }
  return [...lines, line.trimEnd()].map((text) => `${indent}${text}`).join('\n');
}
