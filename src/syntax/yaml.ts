import type { Place, Problem } from '../model/place.ts';
import type { Source } from './source.ts';
import { readDocuments } from './yaml-documents.ts';

/** JSON is read by the same parser. Anchors and merge keys are resolved: an alias is the very node of its anchor. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

interface Spanned {
  readonly source: Source;
  /** Of the content: without quotes, block indicator, tag or anchor. */
  readonly start: number;
  readonly end: number;
  /** As written: `!Ref`, `!!binary`, `!reset`. */
  readonly tag?: string;
  /** Template conditional under which this list item or document exists. */
  readonly when?: string;
}

export interface YamlScalar extends Spanned {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The content as text: `600`, not 600. Unescaped, unfolded. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Set when the value holds template syntax (`{{ }}`, `<% %>`): what stands there. */
  readonly template?: string;
  /** The content as a text of its own with places in this file; for block scalars that hold nginx, ini, … */
  readonly embedded: () => Source;
}

export interface YamlMap extends Spanned {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** It came in by `<<:`. */
  readonly merged?: true;
  /** Template conditional under which it exists, e.g. `{{- if .Values.timeout }}`. */
  readonly when?: string;
}

export interface YamlList extends Spanned {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlFile {
  /** One per document that has content. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly Problem[];
}

export type Step = string | number;

export const placeOf = (node: Spanned): Place => node.source.place(node.start, node.end);

/** Never throws: what cannot be read is a problem, and the other documents of the file are still read. */
export function parseYaml(source: Source): YamlFile {
  return readDocuments(source);
}
