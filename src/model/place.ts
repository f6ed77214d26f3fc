/** A stretch of text in a file of the inspected repository. Lines and columns are 1-based; the end column is exclusive. */
export interface Place {
  /** Relative to the root, separated by `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Input that could not be read. Never fatal for the other files. */
export interface Problem {
  readonly place: Place;
  readonly message: string;
}
