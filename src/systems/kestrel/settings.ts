import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text, unknown } from '../../model/value.ts';
import type { Program } from '../../syntax/program/tree.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Reader } from '../reader.ts';
import { configured, literal, programmed } from '../setting.ts';
import type { WebProject } from './project.ts';
import { timeSpan } from './time-span.ts';

const limits: readonly (readonly [Timer, string])[] = [['downstream.idle', 'KeepAliveTimeout'], ['downstream.header', 'RequestHeadersTimeout']];

/** What code sets, then the environment, then appsettings.<environment>.json, then appsettings.json. */
export async function settingsOf(project: WebProject, process: Process, reader: Reader): Promise<readonly Setting[]> {
  const programs = await programsOf(project, reader);
  const settings: Setting[] = [];
  for (const [timer, name] of limits) {
    const setting = (await fromCode(timer, name, programs, reader)) ?? fromConfiguration(timer, name, project, process, reader);
    if (setting) settings.push(setting);
  }
  return [...settings, ...(await shutdown(programs, reader))];
}

/** Source files of the project that speak of a limit. */
async function programsOf({ folder }: WebProject, reader: Reader): Promise<readonly Program[]> {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const paths = reader.find('.cs').filter((path) => path.startsWith(prefix) && !/(?:^|\/)(?:tests?|obj|bin)\//i.test(path));
  const sources = paths.flatMap((path) => reader.open(path) ?? []).filter(({ text }) => /\b(?:KeepAliveTimeout|RequestHeadersTimeout|ShutdownTimeout|UseShutdownTimeout)\b/.test(text));
  const programs = await Promise.all(sources.map((source) => reader.program(source)));
  return programs.filter((program) => program !== undefined);
}

async function fromCode(timer: Timer, name: string, programs: readonly Program[], reader: Reader): Promise<Setting | undefined> {
  const found = programs.flatMap((program) => program.definitions.filter((one) => one.name.endsWith(`Limits.${name}`)).map((definition) => ({ program, definition })));
  const at = found.at(-1);
  if (at === undefined) return undefined;
  const { program, definition } = at;
  const setting = programmed(timer, name, await reader.evaluate(definition.value, program, definition.scope), 1);
  if (/\bInfiniteTimeSpan$/.test(definition.value.text)) return { ...setting, value: { ...never, written: definition.value.text } };
  return definition.conditional === true || found.length > 1 ? { ...setting, value: unknown('it may be set to something else elsewhere', definition.value.text) } : setting;
}

async function shutdown(programs: readonly Program[], reader: Reader): Promise<readonly Setting[]> {
  for (const program of programs) {
    const definition = program.definitions.findLast(({ name }) => /\.ShutdownTimeout$/.test(name));
    if (definition) return [programmed('stop.graceful', 'ShutdownTimeout', await reader.evaluate(definition.value, program, definition.scope), 1)];
  }
  return [];
}

function fromConfiguration(timer: Timer, name: string, project: WebProject, process: Process, reader: Reader): Setting | undefined {
  const variable = process.env.get(`Kestrel__Limits__${name}`);
  const text = variable ?? fromFiles(['Kestrel', 'Limits', name], project, process, reader);
  return text && configured(timer, variable ? `Kestrel__Limits__${name}` : `Kestrel:Limits:${name}`, text, timeSpan);
}

/** A value of the application's settings files. */
export function fromFiles(path: readonly string[], { folder }: WebProject, process: Process, reader: Reader): Text | undefined {
  const environment = ['ASPNETCORE_ENVIRONMENT', 'DOTNET_ENVIRONMENT'].map((name) => process.env.get(name)?.value).find((value) => value !== undefined) ?? 'Production';
  for (const name of [`appsettings.${environment}.json`, 'appsettings.json']) {
    const source = process.files.open(name) ?? reader.open(posix.join(folder, name));
    const node = source && at(reader.yaml(source).documents[0], path);
    if (node?.kind === 'scalar') return literal(node.text, placeOf(node));
  }
  return undefined;
}

function at(node: YamlNode | undefined, [key, ...rest]: readonly string[]): YamlNode | undefined {
  if (key === undefined) return node;
  return node?.kind === 'map' ? at(node.entries.find((entry) => entry.key.text.toLowerCase() === key.toLowerCase())?.value, rest) : undefined;
}
