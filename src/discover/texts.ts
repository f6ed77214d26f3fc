import { realpathSync } from 'node:fs';
import { readText } from './read.ts';
import { insideRoot } from './walk.ts';

/** Reads listed files anew for a report, so that nothing of an inspection has to stay in memory until then. */
export function textsBelow(root: string, files: readonly string[]): (file: string) => string | undefined {
  const top = realpathSync(root);
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) texts.set(file, textOf(top, file, files));
    return texts.get(file);
  };
}

function textOf(root: string, file: string, files: readonly string[]): string | undefined {
  if (!files.includes(file)) return undefined;
  const real = insideRoot(root, file);
  const content = real === undefined ? {} : readText(real, file);
  return 'text' in content ? content.text.replace(/^\uFEFF/, '') : undefined;
}
