/** What a command sees of the world around it. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, and its columns. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export type ExitCode = 0 | 1 | 2;

/** The flag, else FORCE_COLOR and NO_COLOR, else only on a terminal. */
export function wantsColour({ env, isTerminal }: Terminal, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR']);
  return isTerminal && env['TERM'] !== 'dumb';
}

/** False only where the locale says that the terminal cannot show more than ASCII. */
export function showsUnicode({ env, isTerminal }: Terminal): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (locale) return /utf-?8/i.test(locale);
  return !isTerminal || env['TERM'] !== 'linux';
}
