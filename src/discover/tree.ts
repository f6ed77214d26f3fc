import type { Project } from '../model/layer.ts';
import type { Place, Problem } from '../model/place.ts';
import type { Source } from '../syntax/source.ts';

/** The files of one root, as hoplint may see them. Content is read on first use, once, and never outside the root. */
export interface Tree {
  /** Every file that is not ignored, relative to the root, in name order. */
  readonly files: readonly string[];
  /** `undefined` if it does not exist, is ignored, binary, too large or unreadable; the latter three leave a Problem. */
  readonly open: (path: string) => Source | undefined;
  /** Also opens what git ignores: for `.env` files that a manifest names. */
  readonly openIgnored: (path: string) => Source | undefined;
  readonly has: (path: string) => boolean;
  readonly projectOf: (path: string) => Project;
  /** Problems met so far. */
  readonly problems: readonly Problem[];
  /** Number of files whose content was read. */
  readonly opened: number;
}

/** The first line of a file that could not be read. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 });
