import type { Text } from '../../model/value.ts';
import { baseName, visible } from '../python/words.ts';

/** The Ruby program that a command line starts: `puma` of `bundle exec puma`, `rails` of `ruby bin/rails server`. */
export interface Launch {
  readonly name: string;
  readonly args: readonly Text[];
}

export function rubyLaunch(argv: readonly Text[]): Launch | undefined {
  const [word, ...args] = unbundled(argv);
  if (word?.value === undefined) return undefined;
  const name = baseName(word.value);
  if (!/^j?ruby\d*(?:\.\d+)*$/.test(name)) return { name, args };
  const at = args.findIndex((one) => !visible(one).startsWith('-'));
  const script = args[at]?.value;
  return script === undefined ? undefined : { name: baseName(script), args: args.slice(at + 1) };
}

function unbundled(argv: readonly Text[]): readonly Text[] {
  const program = baseName(argv[0]?.value ?? '');
  return program === 'bundle' && argv[1]?.value === 'exec' ? argv.slice(2) : argv;
}
