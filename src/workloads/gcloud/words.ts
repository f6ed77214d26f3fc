import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';

const mostWords = 200;

/** The words of one command from an offset on, up to the end of its line; a backslash carries it over to the next. What a shell would fill in is not known. */
export function wordsFrom(source: Source, from: number): readonly Text[] {
  const words: Text[] = [];
  const rest = source.text.slice(from, from + 4000);
  const word = /(?:[ \t]|\\\r?\n)+|((?:"[^"\n]*"|'[^'\n]*'|[^\s"';&|<>()\\])+)|(.|\n)/gy;
  for (let match = word.exec(rest); match; match = word.exec(rest)) {
    const [, text, other] = match;
    if (other !== undefined || words.length >= mostWords) break;
    if (text !== undefined) words.push(textOf(text, source, from + match.index));
  }
  return words;
}

function textOf(written: string, source: Source, start: number): Text {
  const value = written.replace(/"([^"]*)"|'([^']*)'/g, '$1$2');
  return { value: /\$|`/.test(written) ? undefined : value, expression: value, places: [source.place(start, start + written.length)], origin: 'configured' };
}

/** The value of `--name value` or `--name=value`; of several the last. */
export function optionOf(words: readonly Text[], name: string): Text | undefined {
  let found: Text | undefined;
  for (const [index, word] of words.entries()) {
    if (word.expression === name) found = words[index + 1] ?? found;
    else if (word.expression.startsWith(`${name}=`)) found = { ...word, value: word.value?.slice(name.length + 1), expression: word.expression.slice(name.length + 1) };
  }
  return found;
}
