import type { Source } from '../syntax/source.ts';
import type { Tree } from './tree.ts';

/** The file if its text holds every one of the marks: a look that is far cheaper than a parser. */
export function sniff(tree: Tree, path: string, ...marks: readonly (string | RegExp)[]): Source | undefined {
  const source = tree.open(path);
  if (source === undefined) return undefined;
  const found = marks.every((mark) => (typeof mark === 'string' ? source.text.includes(mark) : mark.test(source.text)));
  return found ? source : undefined;
}
