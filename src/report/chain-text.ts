import type { Decides, Route } from '../model/layer.ts';
import type { ResultChain, ResultCondition, ResultHop, ResultLayer, ResultSetting } from '../model/result.ts';
import type { Timer } from '../model/timer.ts';
import { chainTitle } from './chain-line.ts';
import { clocksOf, counted, describeOrigin, describeValue } from './describe.ts';
import type { Report } from './report.ts';
import { fit } from './symbols.ts';
import { styleOf } from './text.ts';
import { whereIs } from './text-finding.ts';
import type { TextStyle } from './text-style.ts';
import { wrap } from './wrap.ts';

/** Every chain with its layers in order, each hop, the settings in force and where each comes from. */
export const chainText: Report = (result, options) => {
  const style = styleOf(options);
  if (result.chains.length === 0) return `no chain found in ${counted(result.summary.files, 'file')}\n`;
  const problems = result.problems.map(({ location, message }) => `not read ${whereIs(location)}: ${fit(message, style.unicode)}`);
  return [...result.chains.map((chain, index) => describeChain(chain, index + 1, style)), ...problems].map((part) => `${part}\n`).join('\n');
};

function describeChain(chain: ResultChain, number: number, style: TextStyle): string {
  const when = chain.when === null ? '' : ` when ${chain.when}`;
  return [
    style.paint('bold', fit(`chain ${number}${when}`, style.unicode)),
    chainTitle(chain, { ...style, indent: '  ' }),
    ...describeRoutes(chain.routes, style),
    ...chain.hops.filter(({ downstream }) => downstream === null).flatMap((hop) => describeHop(hop, chain, style)),
    ...chain.layers.flatMap((layer, index) => [
      '',
      ...describeLayer(layer, chain, style),
      ...hopsFrom(chain, index).flatMap((hop) => describeHop(hop, chain, style)),
    ]),
    ...(chain.openEnds.length > 0 ? [''] : []),
    ...chain.openEnds.map(({ what, reason, location }) => fit(`  open end${what === '' ? '' : ` ${what}`}: ${reason} (${whereIs(location)})`, style.unicode)),
  ].join('\n');
}

function describeRoutes(routes: readonly Route[], style: TextStyle): readonly string[] {
  if (routes.length === 0) return [];
  return wrap(fit(routes.map(routeName).join(', '), style.unicode), style.width - 9).map((line, index) => `${index === 0 ? '  routes ' : '         '}${line}`);
}

export function routeName({ method, host, path, match }: Route): string {
  const below = match === 'prefix' && path !== undefined ? `${path.replace(/\/$/, '')}/**` : path ?? '/**';
  return `${method ? `${method} ` : ''}${host ?? '*'}${match === 'pattern' ? `~${path ?? ''}` : below}`;
}

function describeLayer(layer: ResultLayer, chain: ResultChain, style: TextStyle): readonly string[] {
  const { paint, unicode } = style;
  const version = layer.version === null ? 'version unknown' : layer.version;
  const within = layer.within === null ? '' : `, inside ${chain.layers[layer.within]?.name ?? '?'}`;
  const head = `  ${paint('bold', fit(layer.name, unicode))}  ${fit(`${layer.kind}, ${version}${within}`, unicode)}  ${paint('dim', whereIs(layer.location))}`;
  return [head, ...describeSettings(clocksOf(layer), '    ', style), ...describeConditions(layer, '    ', style)];
}

type Side = 'downstream side' | 'itself' | 'upstream side' | 'start and stop';

const sides: readonly Side[] = ['downstream side', 'itself', 'upstream side', 'start and stop'];

function sideOf(timer: Timer): Side {
  if (timer.startsWith('downstream.')) return 'downstream side';
  if (/^(upstream|retry|probe)\./.test(timer)) return 'upstream side';
  return /^(health|stop)\./.test(timer) ? 'start and stop' : 'itself';
}

function describeSettings(settings: readonly ResultSetting[], indent: string, style: TextStyle): readonly string[] {
  return sides.flatMap((side) => {
    const here = settings.filter(({ timer }) => sideOf(timer) === side);
    return here.length === 0 ? [] : [`${indent}${style.paint('dim', side)}`, ...table(here, `${indent}  `, style)];
  });
}

function table(settings: readonly ResultSetting[], indent: string, style: TextStyle): readonly string[] {
  const rows = settings.map((setting): Row => [setting.timer, fit(setting.name, style.unicode), fit(describeValue(setting.value), style.unicode), fit(source(setting, style), style.unicode)]);
  return columns(rows, indent, style);
}

type Row = readonly [string, string, string, from: string];

function columns(rows: readonly Row[], indent: string, { paint }: TextStyle): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.min(30, Math.max(...rows.map((row) => row[column]?.length ?? 0))));
  return rows.map(([first, second, third, from]) => `${indent}${[first, second, third].map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}  ${paint('dim', from)}`);
}

const grounds: Readonly<Record<Decides, string>> = { clocks: 'what its clocks mean', reuse: 'reuse', join: 'what is joined', version: 'defaults', configuration: 'configuration' };

/** What is written besides the clocks and decides what they mean, what is reused and what is joined. */
function describeConditions({ settings }: ResultLayer, indent: string, style: TextStyle): readonly string[] {
  const rows = settings.filter((setting): setting is ResultCondition => setting.timer === null).map(({ decides, name, value, location }): Row =>
    [grounds[decides], fit(name, style.unicode), fit(value.text ?? '?', style.unicode), whereIs(location)]);
  return rows.length === 0 ? [] : [`${indent}${style.paint('dim', 'rests on')}`, ...columns(rows, `${indent}  `, style)];
}

function source(setting: ResultSetting, { verbose }: TextStyle): string {
  const link = verbose && setting.link ? ` ${setting.link}` : '';
  if (setting.provenance === 'configured') return whereIs(setting.location);
  if (setting.provenance === 'default') return `${describeOrigin(setting)}${link}`;
  return `${describeOrigin(setting)}, ${whereIs(setting.location)}${link}`;
}

const hopsFrom = (chain: ResultChain, index: number): readonly ResultHop[] => chain.hops.filter(({ downstream }) => downstream === index);

function describeHop(hop: ResultHop, chain: ResultChain, style: TextStyle): readonly string[] {
  const { line, arrow } = style.symbols;
  const to = hop.upstream === null ? 'open end' : chain.layers[hop.upstream]?.name ?? '?';
  const pooled = { yes: 'pooled', no: 'not pooled', unknown: 'pooled or not is unknown' }[hop.pooled.value];
  const join = hop.join.evidence === 'resolved' ? '' : `; ${hop.join.evidence}: ${hop.join.why}`;
  const text = `${hop.protocol}, ${pooled}${hop.pooled.why === '' ? '' : ` (${hop.pooled.why})`}${join}`;
  return [
    `  ${line}${arrow} ${fit(to, style.unicode)}`,
    ...wrap(fit(text, style.unicode), style.width - 4).map((row) => `    ${row}`),
    ...hop.middleboxes.flatMap((box) => [`    through ${fit(box.name, style.unicode)} (${box.expiry})  ${style.paint('dim', whereIs(box.location))}`, ...table(box.settings, '      ', style)]),
  ];
}
