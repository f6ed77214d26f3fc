import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Program } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { launch, type Launch } from './launch.ts';
import { openSource } from './sources.ts';

/** The Python code that a command line starts, when it says so itself: `python -m pkg.mod`, `python app.py`. */
export async function startedProgram(process: Process, started: Launch, reader: Reader): Promise<Program | undefined> {
  for (const path of pathsOf(started)) {
    const source = openSource(process, path, reader) ?? unique(path, reader);
    const program = source && (await reader.program(source));
    if (program?.language === 'python') return program;
  }
  return undefined;
}

/** A server that code of its own starts, whether a process runs that code or not. */
export const inCode = (read: (program: Program, process: Process | undefined, reader: Reader) => Promise<Reading | undefined>) => ({
  fromProcess: async (process: Process, reader: Reader): Promise<Reading | undefined> => {
    const started = launch(process.argv);
    const program = started && (await startedProgram(process, started, reader));
    return program && read(program, process, reader);
  },
  fromFile: async (source: Source, reader: Reader): Promise<Reading | undefined> => {
    const program = await reader.program(source);
    return program && read(program, undefined, reader);
  },
});

function pathsOf(started: Launch): readonly string[] {
  if (started.kind === 'script') return [started.path];
  if (started.module === undefined) return [];
  const path = started.name.replaceAll('.', '/');
  return [`${path}.py`, `${path}/__main__.py`];
}

/** The only file of the repository whose path ends so. */
function unique(path: string, reader: Reader): Source | undefined {
  const found = reader.find(path.startsWith('/') ? path : `/${path}`);
  return found.length === 1 ? reader.open(found[0] ?? '') : undefined;
}
