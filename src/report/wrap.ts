import { shownLength } from './ansi.ts';

/** Words in lines of at most `width` columns; a number stays with its unit, and what is longer than a line stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\d+ (?:ns|ms|s)\b\S*|\S+/g) ?? []) {
    if (line !== '' && shownLength(line) + 1 + shownLength(word) > width) {
      lines.push(line);
      line = word;
      continue;
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Wrapped, behind a label; further lines are indented below the first word. */
export function hanging(label: string, text: string, width: number): string {
  const indent = ' '.repeat(label.length);
  return wrap(text, Math.max(20, width - label.length)).map((line, index) => `${index === 0 ? label : indent}${line}`).join('\n');
}
