import type { Place } from '../../src/model/place.ts';

/** `1:2-3` on one line, `1:2-3:4` over several. */
export function span({ line, column, endLine, endColumn }: Place): string {
  return line === endLine ? `${line}:${column}-${endColumn}` : `${line}:${column}-${endLine}:${endColumn}`;
}

/** The text that a place covers. */
export function cut(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.replace(/^\uFEFF/, '').split('\n').slice(line - 1, endLine);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, endColumn - 1) ?? '';
  lines[0] = lines[0]?.slice(column - 1) ?? '';
  return lines.join('\n');
}
