import type { Config } from '../config/config.ts';
import type { Tree } from '../discover/tree.ts';
import type { Source } from '../syntax/source.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { evaluate } from '../syntax/program/evaluate.ts';
import type { Importer } from '../syntax/program/evaluate.ts';
import { dependency } from './dependency.ts';
import { goDeclaration } from './go-package.ts';
import { moduleFiles } from './module-files.ts';
import type { Reader } from './reader.ts';

export interface OpenReader {
  readonly reader: Reader;
  /** Files that some process or configuration accounts for. */
  readonly claimed: ReadonlySet<string>;
}

export function openReader(tree: Tree, syntax: Syntax, config: Config): OpenReader {
  const claimed = new Set<string>();
  const suffixes = new Map<string, readonly string[]>();
  const declared = (variable: string) => config.values.get(variable);
  const importer: Importer = {
    declared,
    async resolve(program, module) {
      for (const path of moduleFiles(program, module)) {
        const source = tree.open(path);
        if (source) return syntax.program(source);
      }
      return undefined;
    },
    async package(program, module, name) {
      const path = goDeclaration(tree, program, module, name);
      const source = path === undefined ? undefined : tree.open(path);
      return source && syntax.program(source);
    },
  };
  const reader: Reader = {
    open: tree.open,
    find(suffix) {
      const found = suffixes.get(suffix) ?? tree.files.filter((file) => `/${file}`.endsWith(suffix));
      suffixes.set(suffix, found);
      return found;
    },
    nginx: syntax.nginx,
    yaml: syntax.yaml,
    ini: syntax.ini,
    program: syntax.program,
    evaluate: (expression, program, scope) => evaluate(expression, program, scope, importer),
    importer,
    version: (system) => config.versions.get(system),
    declared,
    claim: (source: Source) => claimed.add(source.path),
    dependency: (path, name) => dependency(tree, path, name),
    projectOf: tree.projectOf,
  };
  return { reader, claimed };
}
