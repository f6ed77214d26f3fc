import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { baseName } from '../python/words.ts';

/** An ASP.NET Core project that a process runs. */
export interface WebProject {
  readonly file: Source;
  readonly folder: string;
  /** Of its target framework: `8.0`. */
  readonly version: string | undefined;
}

/** The project of `dotnet X.dll`, `dotnet run --project X` or a published `X`, if it is one of the Web SDK. */
export function webProject(process: Process, reader: Reader): WebProject | undefined {
  const file = nameOf(process).flatMap((name) => only(reader.find(`/${name}.csproj`), process, reader))[0];
  if (file === undefined || !/Sdk\s{0,4}=\s{0,4}["']Microsoft\.NET\.Sdk\.Web["']/.test(file.text)) return undefined;
  const version = /<TargetFrameworks?>[^<]{0,60}?net(?:coreapp)?(\d+\.\d+)/.exec(file.text)?.[1];
  return { file, folder: posix.dirname(file.path), version };
}

function nameOf({ argv }: Process): readonly string[] {
  const words = argv.map((word) => word.value ?? '');
  if (baseName(words[0] ?? '') !== 'dotnet') return words[0] === undefined || /\.\w+$/.test(words[0]) ? [] : [baseName(words[0])];
  const dll = words.find((word) => word.endsWith('.dll'));
  if (dll !== undefined) return [baseName(dll).slice(0, -4)];
  const project = words[words.findIndex((word) => word === '--project') + 1 || words.length];
  return project === undefined ? [] : [baseName(project.replace(/\/$/, '')).replace(/\.csproj$/, '')];
}

/** The only file; of several the only one in a source folder of the process. */
function only(paths: readonly string[], process: Process, reader: Reader): readonly Source[] {
  const own = paths.filter((path) => process.sources.some((folder) => folder === '' || folder === '.' || path.startsWith(`${folder}/`)));
  const [path, ...others] = paths.length === 1 ? paths : own;
  const source = path === undefined || others.length > 0 ? undefined : reader.open(path);
  return source ? [source] : [];
}
