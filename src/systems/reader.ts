import type { Project } from '../model/layer.ts';
import type { Evaluated, Importer } from '../syntax/program/evaluate.ts';
import type { Expression, Program, Scope } from '../syntax/program/tree.ts';
import type { NginxFile } from '../syntax/nginx.ts';
import type { Source } from '../syntax/source.ts';
import type { YamlFile } from '../syntax/yaml.ts';
import type { IniFile } from '../syntax/ini.ts';

/** What a system may ask for. Parsers behind it are imported on first use; every file is parsed once. */
export interface Reader {
  /** A file of the repository, relative to its root. */
  readonly open: (path: string) => Source | undefined;
  /** Every file of the repository whose path ends so, e.g. `/package.json`; in name order. */
  readonly find: (suffix: string) => readonly string[];
  readonly nginx: (source: Source) => NginxFile;
  readonly yaml: (source: Source) => YamlFile;
  readonly ini: (source: Source) => IniFile;
  /** `undefined` when the language is not read. */
  readonly program: (source: Source) => Promise<Program | undefined>;
  readonly evaluate: (expression: Expression, program: Program, scope: Scope) => Promise<Evaluated>;
  readonly importer: Importer;
  /** `versions:` of hoplint.yaml. */
  readonly version: (system: string) => string | undefined;
  /** `values:` of hoplint.yaml. */
  readonly declared: (variable: string) => string | undefined;
  /** Says that a file is accounted for, so that nobody reads it as a stray one. Opening through a process's file view does so too. */
  readonly claim: (source: Source) => void;
  /** The name of the project's package, engine and dependency versions nearest above a file. */
  readonly dependency: (path: string, name: string) => string | undefined;
  /** The project that a file belongs to; absent where there is only one. */
  readonly projectOf?: (path: string) => Project;
}
