import { emptyConfig } from '../../src/config/config.ts';
import type { Tree } from '../../src/discover/tree.ts';
import type { Setting } from '../../src/model/setting.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { openReader } from '../../src/systems/open-reader.ts';
import type { Reader } from '../../src/systems/reader.ts';
import type { Reading, System } from '../../src/systems/system.ts';

/** A reader over files given as path → text that reads and evaluates programs. */
export function programReader(files: Readonly<Record<string, string>>, versions: Readonly<Record<string, string>> = {}): Reader {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, fileSource(path, text)]));
  const open = (path: string) => sources.get(path);
  const tree: Tree = {
    files: [...sources.keys()].sort(), open, openIgnored: open, has: (path) => sources.has(path),
    projectOf: () => ({ folder: '', sample: false }), problems: [], opened: 0,
  };
  return openReader(tree, createSyntax(), { ...emptyConfig, versions: new Map(Object.entries(versions)) }).reader;
}

/** What a system finds in the first of the files; nothing when it does not claim it. */
export async function readFirst(system: System, files: Readonly<Record<string, string>>, versions: Readonly<Record<string, string>> = {}): Promise<Reading> {
  const reader = programReader(files, versions);
  const [path = ''] = Object.keys(files);
  const source = reader.open(path);
  if (!source || !system.fromFile?.claims(path, source.text)) return {};
  return (await system.fromFile.read(source, reader)) ?? {};
}

/** `upstream.deadline deadline = 30000 @3`, one per setting. */
export const shown = (settings: readonly Setting[]): readonly string[] => settings.map((setting) => `${setting.timer} ${setting.name} = ${amount(setting)} @${setting.place.line}`);

function amount({ value }: Setting): string {
  if (value.kind === 'known') return value.amount === Number.POSITIVE_INFINITY ? 'never' : String(value.amount);
  return value.kind === 'one-of' ? value.members.map((member) => (member.amount === Number.POSITIVE_INFINITY ? 'never' : member.amount)).join('|') : value.kind;
}

/** The routes of a layer as `path target settings`. */
export const routes = (reading: Reading, layer = 0): readonly string[] =>
  (reading.layers?.[layer]?.routes ?? []).map(({ route, upstream, settings }) => {
    const target = upstream?.target;
    const to = target?.kind === 'host' ? `${target.host}:${target.port}` : `${target?.kind} ${target?.kind === 'unknown' ? (target.variable ?? target.reason) : ''}`;
    return [route.path ?? '*', to, `pooled ${upstream?.pooled.value}`, ...shown(settings)].join(', ');
  });

export const faults = (reading: Reading): readonly string[] => (reading.written ?? []).map((written) => `${written.fault}${written.refused ? ' refused' : ''} ${written.name} @${written.place.line} ${written.works.value}`);
