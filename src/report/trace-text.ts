import { formatDuration } from '../model/duration.ts';
import type { Trace, TraceBranch, TraceRequest, TraceStep, TraceWay } from '../model/trace.ts';
import { painter } from './ansi.ts';
import { describeOrigin, describeValue } from './describe.ts';
import type { ReportOptions } from './report.ts';
import { fit, symbols } from './symbols.ts';
import { whereIs } from './text-finding.ts';
import { idleText } from './trace-idle.ts';
import type { TraceStyle } from './trace-style.ts';
import { span } from './trace-style.ts';
import { hanging, wrap } from './wrap.ts';

type Options = Pick<ReportOptions, 'colour' | 'unicode' | 'width'>;

export const traceJson = (trace: Trace, _: Options): string => `${JSON.stringify(trace, null, 2)}\n`;

/** For people: second by second, what cuts the request, who sees what, and what would come next. */
export function traceText(trace: Trace, { colour, unicode, width }: Options): string {
  if (trace.ways.length === 0) return '';
  const style: TraceStyle = { unicode, paint: painter(colour), symbols: symbols(unicode), width: Math.max(60, Math.min(width, 100)) };
  const blocks = [requestText(trace.request, style), ...trace.ways.map((way) => wayText(way, trace.request, style))];
  return blocks.map((block) => `${block}\n`).join('\n');
}

function requestText(request: TraceRequest, style: TraceStyle): string {
  const { method, host, path, kind, duration, silence, work, idle, declared } = request;
  const parts = [
    duration === undefined ? undefined : `${kind} that takes ${formatDuration(duration)}`,
    silence === undefined ? undefined : `silent for up to ${formatDuration(silence)}`,
    work === undefined ? undefined : `the server is busy for ${formatDuration(work)}`,
    idle === undefined ? undefined : `next request on the connection after ${formatDuration(idle)}`,
    declared ? `declared at ${whereIs(declared)}` : undefined,
    duration === undefined && idle === undefined ? 'what an unused connection meets' : undefined,
  ].filter((part) => part !== undefined);
  return `${style.paint('bold', fit(`${method} ${host ?? ''}${path}`, style.unicode))}: ${fit(parts.join(', '), style.unicode)}`;
}

function wayText(way: TraceWay, request: TraceRequest, style: TraceStyle): string {
  const { line, arrow } = style.symbols;
  const title = wrap(fit(way.layers.map(({ name }) => name).join(` ${line}${arrow} `), style.unicode), style.width).map((row) => style.paint('bold', row));
  const paths = way.layers.flatMap(({ name, path }) => (path === undefined ? [] : [`  ${fit(path === null ? `which path ${name} sees is not known` : `${name} sees ${path}`, style.unicode)}`]));
  const when = way.when === null ? [] : [`  when ${fit(way.when, style.unicode)}`];
  return [...title, ...when, ...paths, ...way.branches.flatMap((branch) => branchText(branch, way, request, style)), ...idleText(way, style, request.duration === undefined)].join('\n');
}

function branchText(branch: TraceBranch, way: TraceWay, request: TraceRequest, style: TraceStyle): readonly string[] {
  const assuming = branch.assuming.map((one) => `  if ${fit(one, style.unicode)}`);
  const unknown = branch.unknown.map(({ layer, setting, below, reason }) =>
    hanging('  not known: ', fit(`${setting.name}${layer === null ? '' : ` of ${way.layers[layer]?.name ?? '?'}`} is ${reason} (${whereIs(setting.location)}); up to ${formatDuration(below)} it cuts, and comes first if it is the shortest`, style.unicode), style.width));
  const steps = branch.steps.flatMap((step, index) => [...heading(index, branch, style), ...stepText(step, way, style)]);
  const done = `  ${span(branch.done, branch.done)}  ${branch.steps.length === 0 ? 'the response is complete, nothing cuts it' : 'with all of them mended, the response is complete'}${branch.unknown.length > 0 ? ', if nothing that is not known cuts it' : ''}`;
  return ['', ...assuming, ...unknown, ...steps, ...(branch.steps.length === 0 ? [] : ['']), request.duration === undefined ? '' : done];
}

function heading(index: number, { unknown }: TraceBranch, style: TraceStyle): readonly string[] {
  if (index === 0) return unknown.length > 0 ? [style.paint('dim', '  of what is known, first:')] : [];
  return ['', style.paint('dim', index === 1 ? '  that mended, next:' : '  then:')];
}

const verbs = { duration: 'has waited long enough for the whole', silence: 'has heard nothing for long enough', work: 'ends the work', flow: 'forgets the silent connection' } as const;

function stepText(step: TraceStep, way: TraceWay, style: TraceStyle): readonly string[] {
  const { setting, middlebox, layer, outcome } = step;
  const who = middlebox ?? (layer === null ? '?' : (way.layers[layer]?.name ?? '?'));
  const tries = step.tries > 1 ? `, ${step.tries} tries` : '';
  const first = `${who} ${verbs[step.measures]}: ${setting.name} = ${describeValue(setting.value)}${tries} (${describeOrigin(setting)}, ${whereIs(setting.location)})`;
  const client = way.layers[0]?.kind === 'client' ? (way.layers[0]?.name ?? 'the client') : 'the client';
  const at = outcome.from === step.from && outcome.to === step.to ? '' : outcome.from === null ? '' : ` at ${span(outcome.from, outcome.to)}`;
  return [
    hanging(`  ${style.paint('red', span(step.from, step.to))}  `, fit(first, style.unicode), style.width),
    hanging('      sees     ', fit(`${client} sees ${outcome.sees}${at}`, style.unicode), style.width),
    ...step.logs.map((log) => hanging('      log      ', fit(`${way.layers[log.layer]?.name ?? '?'}: ${log.line}`, style.unicode), style.width)),
    ...step.goesOn.map(({ layer: at, until, ends }) => hanging('      goes on  ', fit(`${way.layers[at]?.name ?? '?'} ${goingOn(until, ends)}`, style.unicode), style.width)),
  ];
}

function goingOn(until: number | null, ends: 'done' | 'killed' | 'unknown'): string {
  if (until === null || ends === 'unknown') return 'works on for nobody; until when is not known';
  return ends === 'killed' ? `works on for nobody until it is killed at ${formatDuration(until)}` : `works on for nobody until ${formatDuration(until)}, unless the program notices that nobody listens`;
}
