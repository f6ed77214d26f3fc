import type { Text } from '../../model/value.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import { isScalar } from '../../syntax/yaml-read.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml.ts';
import { splitWords } from '../../syntax/shell.ts';
import type { Word } from '../container.ts';
import type { Interpolate } from './service.ts';
import { interpolateText } from './interpolate.ts';

export interface CommandContext {
  readonly interpolate: Interpolate;
  readonly variables: ReadonlyMap<string, Text>;
}

/** A list as it is; a string split as a shell would split it, without being one. */
export function commandWords(node: YamlNode | undefined, context: CommandContext): readonly Word[] | undefined {
  if (node?.kind === 'list') return node.items.flatMap((item) => (isScalar(item) ? wordOf(item, context) : []));
  if (!isScalar(node) || node.value === null) return undefined;
  return splitWords(node.embedded().text, node.embedded()).map(({ text, place }) => interpolateText(text, place, context.variables));
}

function wordOf(item: YamlScalar, { interpolate }: CommandContext): readonly Word[] {
  const text = interpolate(item);
  return text ? [{ ...text, script: () => singleDollars(item.embedded()) }] : [];
}

/** Compose makes `$` of `$$`; the rest of the variables are left to the reader of the script. */
function singleDollars(source: Source): Source {
  if (!source.text.includes('$$')) return source;
  const dropped = [...source.text.matchAll(/\$\$/g)].map((match, index) => match.index - index);
  const text = source.text.replace(/\$\$/g, '$');
  return embeddedSource(source, text, (offset) => offset + dropped.filter((at) => at < offset).length);
}
