import type { Place, Problem } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';

/** One option in the order in which uWSGI parses it. */
export interface Option {
  readonly name: string;
  readonly text: Text;
  /** The option itself, for those without a value. */
  readonly place: Place;
  /** It stands in an `if-…` block that only run time decides. */
  readonly conditional?: true;
}

export interface OptionList {
  readonly options: readonly Option[];
  readonly sources: readonly Source[];
  /** Files that are named and could not be read: they may set anything. */
  readonly hidden: readonly Text[];
  readonly problems: readonly Problem[];
}

export const nothing: OptionList = { options: [], sources: [], hidden: [], problems: [] };

export const joined = (lists: readonly OptionList[]): OptionList => ({
  options: lists.flatMap((list) => list.options),
  sources: lists.flatMap((list) => list.sources),
  hidden: lists.flatMap((list) => list.hidden),
  problems: lists.flatMap((list) => list.problems),
});
