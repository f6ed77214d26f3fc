import { once } from '../model/once.ts';
import type { Problem } from '../model/place.ts';
import { type IniFile, parseIni } from './ini.ts';
import { type NginxFile, parseNginx } from './nginx.ts';
import type { Program } from './program/tree.ts';
import type { Source } from './source.ts';
import { type YamlFile, parseYaml } from './yaml.ts';

/** The parsers, each imported on first use, each file parsed once. */
export interface Syntax {
  readonly nginx: (source: Source) => NginxFile;
  readonly yaml: (source: Source) => YamlFile;
  readonly ini: (source: Source) => IniFile;
  readonly program: (source: Source) => Promise<Program | undefined>;
  /** Of the files parsed so far that could not be read, or not in full; `original` is the text of a file as it lies in the repository. */
  readonly problems: (original: (path: string) => Source | undefined) => readonly Problem[];
}

interface Parsed {
  readonly source: Source;
  readonly problems: readonly Problem[];
}

export function createSyntax(): Syntax {
  const parsed: Parsed[] = [];
  const patience = { left: 10_000 };
  const kept = <T extends { readonly problems: readonly Problem[] }>(source: Source, file: T): T => {
    if (file.problems.length > 0) parsed.push({ source, problems: file.problems });
    return file;
  };
  return {
    nginx: once(parseNginx),
    yaml: once((source) => (isYaml.test(source.path) ? kept(source, parseYaml(source)) : parseYaml(source))),
    ini: once(parseIni),
    program: once(async (source) => {
      const program = await (await import('./program/parse.ts')).parseProgram(source, patience);
      return program && kept(source, program);
    }),
    problems: (original) => parsed.filter(({ source }) => original(source.path) === source).flatMap(({ problems }) => problems),
  };
}

/** Other files are tried as YAML on suspicion. */
const isYaml = /\.(?:ya?ml|json)$/i;
