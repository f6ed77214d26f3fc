import type { Place } from '../../model/place.ts';
import { splitWords } from '../../syntax/shell.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import { mask, withDefaults } from '../../syntax/template.ts';
import type { Word } from '../container.ts';

/** The words of a command line that no shell reads; a word with template syntax has its visible default, or no value. */
export function commandLine(source: Source): readonly Word[] {
  const { text, holes } = mask(source.text, 'plain');
  return splitWords(text, source).filter(({ start, end }) => !/^\{%[^]*%\}$/.test(source.text.slice(start, end))).map(({ text: value, place, start, end }) => {
    const written = source.text.slice(start, end);
    if (!holes.some((hole) => hole.start < end && hole.end > start)) return literalWord(value, place, () => embeddedSource(source, value, (offset) => start + (written.startsWith(value) ? 0 : 1) + offset));
    const visible = withDefaults(written);
    const base = { expression: written, places: [place] as const };
    return visible ? { ...base, value: visible.value, origin: 'visible-default', variable: visible.variable } : { ...base, value: undefined, origin: 'configured' };
  });
}

const literalWord = (value: string, place: Place, script: () => Source): Word => ({ value, expression: value, places: [place], origin: 'configured', script });

/** `sh -c` with the text as its script; a template is no script and is split as it is. */
export function shellLine(script: Source, place: Place): readonly Word[] {
  if (/\{\{|\{%|<%/.test(script.text)) return commandLine(script);
  const word = (value: string): Word => ({ value, expression: value, places: [place], origin: 'configured' });
  return [word('sh'), word('-c'), { ...word(script.text), script: () => script }];
}
