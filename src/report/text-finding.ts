import type { Place } from '../model/place.ts';
import type { Finding, Related, Result, ResultSetting, Severity } from '../model/result.ts';
import { chainLine } from './chain-line.ts';
import { counted, describeSetting } from './describe.ts';
import { frame } from './frame.ts';
import { fit } from './symbols.ts';
import type { TextStyle } from './text-style.ts';
import { hanging, wrap } from './wrap.ts';

/** Further ends beyond these are listed without their lines. */
const framed = 4;

const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, string>;

export function describeFinding(finding: Finding, result: Result, style: TextStyle): string {
  const ends = relatedEnds(finding);
  return [
    headline(finding, style),
    ...chainOf(finding, result, style),
    '',
    ...end(finding.location, captionOf(finding), colours[finding.severity], style),
    ...ends.slice(0, framed).flatMap((related, index) => end(related.location, related.message === ends[index - 1]?.message ? '' : related.message, 'cyan', style)),
    ...ends.slice(framed).map((related) => `  ${whereIs(related.location)}  ${fit(related.message, style.unicode)}`),
    '',
    hanging('  symptom  ', fit(finding.symptom, style.unicode), style.width),
    hanging('  advice   ', fit(finding.advice, style.unicode), style.width),
    ...links(finding, style),
  ].join('\n');
}

/** `k8s/app.yaml:84:13 error endpoint-cut: …`, for `--quiet`. */
export const oneLine = (finding: Finding, style: TextStyle): string =>
  `${whereIs(finding.location)} ${style.paint(colours[finding.severity], finding.severity)} ${finding.rule}: ${fit(finding.message, style.unicode)}`;

export const whereIs = ({ file, line, column }: Place): string => `${fit(file, true)}:${line}:${column}`;

function headline(finding: Finding, style: TextStyle): string {
  const { paint } = style;
  const label = `${finding.severity} ${finding.rule}: `;
  const doubt = finding.confidence === 'certain' ? '' : ` (${finding.confidence})`;
  const when = finding.when === null ? '' : ` [when ${finding.when}]`;
  const [first = '', ...rest] = wrap(`${label}${fit(`${finding.message}${doubt}${when}`, style.unicode)}`, style.width - 2);
  const head = `${paint(colours[finding.severity], finding.severity)} ${paint('bold', first.slice(finding.severity.length + 1))}`;
  return [head, ...rest.map((line) => paint('bold', `  ${line}`))].join('\n');
}

function chainOf(finding: Finding, result: Result, style: TextStyle): readonly string[] {
  const chain = result.chains.find(({ id }) => finding.chains.includes(id));
  if (!chain || chain.layers.length + chain.hops.length < 2) return [];
  const more = finding.chains.length > 1 ? [style.paint('dim', `  and on ${counted(finding.chains.length - 1, 'further chain')}`)] : [];
  return ['', chainLine(chain, finding, { ...style, indent: '  ' }), ...more];
}

const captionOf = ({ setting }: Finding): string => (setting ? describeSetting(setting) : '');

function end(place: Place, caption: string, colour: 'red' | 'yellow' | 'cyan', style: TextStyle): readonly string[] {
  return [...captioned(whereIs(place), fit(caption, style.unicode), style), ...frame(place, style.sources(place.file), { ...style, colour })];
}

/** The caption behind the place, or below it where a long path leaves no room. */
function captioned(where: string, caption: string, { paint, width }: TextStyle): readonly string[] {
  const head = `  ${paint('bold', where)}`;
  if (caption === '') return [head];
  if (where.length + caption.length + 4 <= width) return [`${head}  ${caption}`];
  return [head, ...wrap(caption, width - 4).map((line) => `    ${line}`)];
}

/** The other ends, without those whose line the primary place shows already. */
function relatedEnds(finding: Finding): readonly Related[] {
  const { file, line } = finding.location;
  const seen = new Set([`${file}:${line}:${finding.setting?.name ?? ''}`]);
  return finding.related.filter((related) => {
    const key = `${related.location.file}:${related.location.line}:${related.setting?.name ?? related.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function links(finding: Finding, style: TextStyle): readonly string[] {
  const settings = [finding.setting, ...finding.related.map(({ setting }) => setting)].filter((setting): setting is ResultSetting => setting?.link !== undefined);
  const pages = [...new Set(settings.map(({ name, link }) => `${name}: ${link ?? ''}`))];
  return style.verbose ? pages.map((page) => `  ${style.paint('dim', fit(page, style.unicode))}`) : [];
}
