import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { launch } from '../python/launch.ts';
import { isTest } from '../python/library.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { startedProgram } from '../python/script.ts';
import { packageVersion } from '../python/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { fromCode, serverCall } from './code.ts';
import { fromCommand } from './command.ts';
import { layerOf } from './layer.ts';

/** The uvicorn command, or Python code that starts the server itself. */
export async function fromProcess(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started === undefined) return undefined;
  const version = packageVersion('uvicorn', besides(process), reader);
  const command = fromCommand(process, started);
  if (command) return { layers: [layerOf(command, ownerOf(process), process.place, version, process)] };
  const program = await startedProgram(process, started, reader);
  const call = program && serverCall(program);
  if (program === undefined || call === undefined) return undefined;
  reader.claim(program.source);
  return { layers: [layerOf(await fromCode(call, program, process, reader), ownerOf(process), call.place, version, process)] };
}

/** Code with `uvicorn.run(…)` that no process starts. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const call = program && serverCall(program);
  if (program === undefined || call === undefined) return undefined;
  return { layers: [layerOf(await fromCode(call, program, undefined, reader), source.path, call.place, packageVersion('uvicorn', [source.path], reader), undefined)] };
}

export const claims = (path: string, text: string): boolean => path.endsWith('.py') && !isTest(path) && /\buvicorn\.(?:run|Config)\s*\(|\bfrom\s+uvicorn\s+import\b/.test(text);
