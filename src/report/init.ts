import type { Result, ResultSetting } from '../model/result.ts';
import { clocksOf, counted } from './describe.ts';
import { type Candidate, candidatesOf, isServed } from './endpoint-candidates.ts';
import { printable } from './symbols.ts';
import { whereIs } from './text-finding.ts';

const schema = '# yaml-language-server: $schema=node_modules/hoplint/schemas/hoplint.schema.json';

/** A hoplint.yaml out of what a run found. All suggestions are comments: as it is, it changes nothing. */
export function initText(result: Result): string {
  const parts = [[schema], introduction, chainLines(result), endpointLines(candidatesOf(result)), versionLines(result), valueLines(result), ['rules: {}  # missing-timeout: warning, or off']];
  return `${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
}

const introduction: readonly string[] = [
  '# What people know about the way of a request and files do not say.',
  '# Uncomment what is so, with your own values; README.md of hoplint explains every key.',
];

const mostChains = 12;
const mostEntries = 20;

function chainLines({ chains }: Result): readonly string[] {
  const base = chains.filter(({ sample, when }) => sample !== true && when === null);
  const own = [...base.filter(isServed), ...base.filter((chain) => !isServed(chain))];
  const lines = own.slice(0, mostChains).map(({ layers, routes }) => {
    const paths = [...new Set(routes.flatMap(({ host, path }) => (host === undefined && path === undefined ? [] : [`${host ?? ''}${path ?? ''}`])))];
    const served = paths.length === 0 ? '' : `  (${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' and more' : ''})`;
    return comment(`  ${layers.map(({ name }) => name).join(' -> ')}${served}`);
  });
  const more = own.length > mostChains ? [comment(`  and ${own.length - mostChains} more: hoplint chain`)] : [];
  return own.length === 0 ? [] : [comment(`${counted(own.length, 'chain')} found:`), ...lines, ...more];
}

function endpointLines(candidates: readonly Candidate[]): readonly string[] {
  const shown = candidates.length > 0 ? candidates.slice(0, mostEntries) : [example];
  return [comment('Requests that last: how long, and how their bytes come.'), comment('endpoints:'), ...shown.flatMap(endpoint)];
}

const example: Candidate = { path: '/reports/**', kind: 'response', duration: '120s', why: 'an example', place: { file: 'hoplint.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 } };

function endpoint(one: Candidate): readonly string[] {
  const where = one === example ? one.why : `${one.why} (${whereIs(one.place)})`;
  const kind = one.kind === 'response' ? [] : [comment(`    kind: ${one.kind}`)];
  const host = one.host === undefined ? [] : [comment(`    host: ${scalar(one.host)}`)];
  return [comment(`  - path: ${scalar(one.path)}  # ${where}`), ...host, ...kind, comment(`    duration: ${one.duration ?? '60s'}`)];
}

function versionLines({ undetermined }: Result): readonly string[] {
  const found = new Map(undetermined.flatMap(({ rule, needs, location }) => {
    const [, system, version] = /^versions: \{ ([\w.-]+): "([^"]*)" \}$/.exec(needs) ?? [];
    return system === undefined || version === undefined ? [] : [[system, `  ${system}: ${JSON.stringify(version)}  # decides ${rule} (${whereIs(location)})`] as const];
  }));
  return found.size === 0 ? [] : [comment('Versions that no image tag tells.'), comment('versions:'), ...[...found.values()].map(comment)];
}

function valueLines(result: Result): readonly string[] {
  const needed = result.undetermined.flatMap(({ needs, location }) => {
    const name = /^values: \{ (.+): … \}$/.exec(needs)?.[1];
    return name === undefined ? [] : [[name, `  ${name}: …  # read at ${whereIs(location)}`] as const];
  });
  const lines = new Map([...visibleDefaults(result), ...needed]);
  const shown = [...lines.values()].slice(0, mostEntries);
  return shown.length === 0 ? [] : [comment('Variables in production; the values shown are the defaults that the files fall back to.'), comment('values:'), ...shown.map(comment)];
}

function visibleDefaults({ chains }: Result): readonly (readonly [string, string])[] {
  const settings = chains.filter(({ sample }) => sample !== true).flatMap(({ layers }) => layers).flatMap(clocksOf);
  return settings.flatMap((setting) => {
    const written = setting.provenance === 'visible-default' ? writtenOf(setting) : undefined;
    const { of } = setting;
    return written === undefined || of === undefined || !/^[\w.-]+$/.test(of) ? [] : [[of, `  ${of}: ${scalar(written)}  # read at ${whereIs(setting.location)}`] as const];
  });
}

const writtenOf = ({ value }: ResultSetting): string | undefined => ('written' in value && value.written !== undefined && /^\d+(?:\.\d+)?\s?[a-z]{0,3}$/.test(value.written) ? value.written : undefined);

const scalar = (text: string): string => (/^[\w/][\w/.~*-]*$/.test(text) ? text : JSON.stringify(text));

const comment = (text: string): string => `# ${printable(text).replace(/\s*\n\s*/g, ' ')}`;
