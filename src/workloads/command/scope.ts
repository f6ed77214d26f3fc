import type { Place } from '../../model/place.ts';
import type { FileView } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
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
  /** Remembers what a script puts at a path before it starts its program. */
  readonly write: (path: string, source: () => Source | undefined) => void;
  /** An init of the container stands in front and hands signals on. */
  readonly hasInit?: true;
  /** The only file of the project that a script's path can mean, when the image that holds it is not shown. */
  readonly locate: (path: string) => Source | undefined;
}

/** A program in the end of all shells, wrappers and scripts. */
export interface Started {
  readonly argv: readonly Text[];
  readonly env: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
  /** What supervisor is told about its stop; present, if empty, for every program of a supervisor. */
  readonly supervised?: readonly Setting[];
  /** Where a script starts it without `exec`, so that the shell stays in front of it. */
  readonly behindShell?: Place;
}
