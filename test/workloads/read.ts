import { type Config, emptyConfig } from '../../src/config/config.ts';
import type { Process } from '../../src/model/process.ts';
import type { Scene } from '../../src/model/scene.ts';
import type { Text } from '../../src/model/value.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { readScenes } from '../../src/workloads/read-scenes.ts';
import { memoryTree } from '../support/memory-tree.ts';

export function scenesOf(files: Readonly<Record<string, string>>, options: { readonly ignored?: readonly string[]; readonly config?: Partial<Config> } = {}): readonly Scene[] {
  return readScenes(memoryTree(files, options.ignored), createSyntax(), { ...emptyConfig, ...options.config }).scenes;
}

/** The processes of the base scenes. */
export const processesOf = (files: Readonly<Record<string, string>>, ignored: readonly string[] = []): readonly Process[] =>
  scenesOf(files, { ignored }).filter((scene) => scene.when === undefined).flatMap((scene) => scene.processes);

export const commandLine = (process: Process | undefined): string => (process?.argv ?? []).map(shown).join(' ');

export const shown = (text: Text | undefined): string => (text === undefined ? '' : (text.value ?? `?${text.expression}`));

export const at = (text: Text | undefined): string => (text?.places ?? []).map((place) => `${place.file}:${place.line}:${place.column}`).join(' ');
