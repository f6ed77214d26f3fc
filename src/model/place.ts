/** A stretch of text in a file of the inspected repository. Lines and columns are 1-based; the end column is exclusive. */
export interface Place {
  /** Relative to the root, separated by `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Whether both begin at the same character. */
export const samePlace = (a: Place, b: Place): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

/** Input that could not be read. Never fatal for the other files. */
export interface Problem {
  readonly place: Place;
  readonly message: string;
}
