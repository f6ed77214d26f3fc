import { type IniFile, parseIni } from './ini.ts';
import { type NginxFile, parseNginx } from './nginx.ts';
import { once } from './once.ts';
import type { Program } from './program/tree.ts';
import type { Source } from './source.ts';
import { type YamlFile, parseYaml } from './yaml.ts';

/** The parsers, each imported on first use, each file parsed once. */
export interface Syntax {
  readonly nginx: (source: Source) => NginxFile;
  readonly yaml: (source: Source) => YamlFile;
  readonly ini: (source: Source) => IniFile;
  readonly program: (source: Source) => Promise<Program | undefined>;
}

export function createSyntax(): Syntax {
  return {
    nginx: once(parseNginx),
    yaml: once(parseYaml),
    ini: once(parseIni),
    program: once(async (source) => (await import('./program/parse.ts')).parseProgram(source)),
  };
}
