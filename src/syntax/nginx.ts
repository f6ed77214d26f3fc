import type { Place, Problem } from '../model/place.ts';
import { readNginx } from './nginx-tree.ts';
import type { Source, Through } from './source.ts';

export interface Directive {
  readonly name: string;
  /** Arguments, unquoted, in order. */
  readonly args: readonly Argument[];
  /** From the first character of its name to the end of its last argument. */
  readonly place: Place;
  /** `undefined` for a simple directive. */
  readonly children: readonly Directive[] | undefined;
  /** Template conditional or environment under which it exists, e.g. `{% if websocket %}`. */
  readonly when?: string;
}

export interface Argument {
  readonly text: string;
  /** Set when it holds template syntax: what stands there, e.g. `{{ timeout }}`, `${TIMEOUT}`. nginx `$variables` do not count. */
  readonly template?: string;
  /** Set when a template took it, or a part of it, from elsewhere. */
  readonly through?: Through;
  readonly place: Place;
}

export interface NginxFile {
  readonly source: Source;
  readonly directives: readonly Directive[];
  readonly problems: readonly Problem[];
}

const longestText = 10_000_000;

/** Whole files and fragments alike. Never throws: what stands before and after a problem is still read. */
export function parseNginx(source: Source): NginxFile {
  if (source.text.length <= longestText) return readNginx(source);
  return { source, directives: [], problems: [{ place: source.place(0), message: `longer than ${longestText} characters` }] };
}
