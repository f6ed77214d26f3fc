import type { Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(.*)$/gm;

/** The variables of an env file, with the places of their values. */
export function readDotenv(source: Source): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  for (const match of source.text.matchAll(line)) {
    const [whole, name = '', raw = ''] = match;
    const start = match.index + whole.length - raw.length;
    const value = unquoted(raw);
    found.set(name, { value, expression: name, places: [source.place(start, start + Math.max(1, raw.trimEnd().length))], origin: 'configured', variable: name });
  }
  return found;
}

function unquoted(raw: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(raw);
  return quoted ? (quoted[2] ?? '') : raw.replace(/\s+#.*$/, '').trim();
}
