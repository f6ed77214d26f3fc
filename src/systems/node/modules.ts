import type { Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';

const most = 150;
const deepest = 6;

/** A script and the modules of the repository that it imports, directly or through others. */
export async function modulesOf(entry: Source, reader: Reader): Promise<readonly Program[]> {
  const first = await reader.program(entry);
  const found = new Map<string, Program>(first ? [[entry.path, first]] : []);
  let level = first ? [first] : [];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const next: Program[] = [];
    for (const program of level) {
      for (const { module } of program.imports) {
        const other = found.size < most ? await reader.importer.resolve(program, module) : undefined;
        if (!other || found.has(other.source.path)) continue;
        found.set(other.source.path, other);
        next.push(other);
      }
    }
    level = next;
  }
  return [...found.values()];
}
