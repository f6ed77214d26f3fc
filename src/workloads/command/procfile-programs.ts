import { posix } from 'node:path';
import { embeddedSource } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import type { Scope } from './scope.ts';
import type { Managed } from './supervised.ts';
import { shellLine } from './words.ts';

const managers = /^(?:foreman|honcho|hivemind|overmind|goreman|forego)$/;
const line = /^([A-Za-z][\w-]*):[ \t]*(\S.*)$/gm;

/** The entries of the Procfile that foreman and its like start. */
export function procfilePrograms(argv: readonly Word[], scope: Scope): readonly Managed[] | undefined {
  if (!managers.test(posix.basename(argv[0]?.value ?? ''))) return undefined;
  const option = argv.findIndex((word) => word.value === '-f' || word.value === '--procfile');
  const source = scope.view(scope.workdir).open((option < 0 ? undefined : argv[option + 1]?.value) ?? 'Procfile');
  if (!source) return undefined;
  const asked = argv.slice(1).flatMap((word) => word.value ?? []);
  const entries = [...source.text.matchAll(line)];
  const chosen = entries.filter((entry) => asked.includes(entry[1] ?? ''));
  return (chosen.length > 0 ? chosen : entries).map((entry) => {
    const [whole, , command = ''] = entry;
    const start = entry.index + whole.length - command.length;
    return { argv: shellLine(embeddedSource(source, command, (offset) => start + offset), source.place(entry.index, entry.index + whole.length)), scope };
  });
}
