import { emptyConfig } from '../../../src/config/config.ts';
import type { Process } from '../../../src/model/process.ts';
import type { Setting } from '../../../src/model/setting.ts';
import type { Value } from '../../../src/model/value.ts';
import { createSyntax } from '../../../src/syntax/syntax.ts';
import { openReader, type OpenReader } from '../../../src/systems/open-reader.ts';
import type { LayerReading, Listener, Reading, RouteReading, System } from '../../../src/systems/system.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { processOf } from '../support.ts';

export type Files = Readonly<Record<string, string>>;

export const readerOf = (files: Files): OpenReader => openReader(memoryTree(files), createSyntax(), emptyConfig);

/** What a system makes of a command line over the files of a repository; the source folder is its root unless told. */
export async function started(system: System, argv: readonly string[], files: Files = {}, parts: Parameters<typeof processOf>[0] = {}): Promise<Reading | undefined> {
  return system.fromProcess?.(processOf({ sources: [''], ...parts, argv }), readerOf(files).reader);
}

/** What a system makes of a stray file. */
export async function stray(system: System, path: string, files: Files): Promise<Reading | undefined> {
  const { reader } = readerOf(files);
  const source = reader.open(path);
  if (source === undefined || !system.fromFile?.claims(path, source.text)) return undefined;
  return system.fromFile.read(source, reader);
}

export const onlyLayer = (reading: Reading | undefined): LayerReading => {
  const [layer, ...others] = reading?.layers ?? [];
  if (layer === undefined || others.length > 0) throw new Error(`expected one layer, found ${reading?.layers?.length ?? 0}`);
  return layer;
};

export const onlyRoute = (layer: LayerReading): RouteReading => {
  const [route, ...others] = layer.routes;
  if (route === undefined || others.length > 0) throw new Error(`expected one route, found ${layer.routes.length}`);
  return route;
};

/** `timer name = value @file:line`, one per setting. */
export const shown = (settings: readonly Setting[]): readonly string[] => settings.map((one) => `${one.timer} ${one.name} = ${valueOf(one.value)} @${one.place.file}:${one.place.line}`);

export function valueOf(value: Value): string {
  if (value.kind === 'known') return value.amount === Number.POSITIVE_INFINITY ? 'never' : String(value.amount);
  if (value.kind === 'unknown') return `unknown ${value.expression}`;
  return value.kind;
}

export const doors = (listens: readonly Listener[]): readonly string[] =>
  listens.map((one) => (one.kind === 'port' ? `${one.address ?? '*'}:${one.port ?? '?'} ${one.protocol}` : one.kind === 'socket' ? `${one.path} ${one.protocol}` : one.kind));

export type { Process };
