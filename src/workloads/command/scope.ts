import type { FileView } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';

/** What a command finds around it when it starts. */
export interface Scope {
  readonly env: ReadonlyMap<string, Text>;
  /** Variables that compose puts in before the shell; they are no environment. */
  readonly interpolated: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
  readonly syntax: Syntax;
  /** The files as seen from a working directory. */
  readonly view: (workdir: string | undefined) => FileView;
}

/** A program in the end of all shells, wrappers and scripts. */
export interface Started {
  readonly argv: readonly Text[];
  readonly env: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
}
