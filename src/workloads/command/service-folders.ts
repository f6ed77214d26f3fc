import { posix } from 'node:path';
import type { Word } from '../container.ts';
import type { Scope } from './scope.ts';
import type { Managed } from './supervised.ts';

const runit = ['/etc/service/*/run', '/etc/sv/*/run'];
const s6 = ['/etc/s6-overlay/s6-rc.d/*/run', '/etc/services.d/*/run', '/etc/s6/*/run'];

/** Init programs that start the `run` script of every folder below theirs: s6-overlay, runit. */
export function serviceScripts(argv: readonly Word[], scope: Scope): readonly Managed[] | undefined {
  const patterns = patternsOf(argv);
  if (!patterns) return undefined;
  const view = scope.view(scope.workdir);
  const scripts = [...new Set(patterns)].flatMap((pattern) => view.glob(pattern));
  const programs = scripts.map((source): Managed => {
    const place = source.place(0);
    const word = (value: string): Word => ({ value, expression: value, places: [place], origin: 'configured', script: () => source });
    return { argv: [word('sh'), word('-c'), word(source.text)], scope };
  });
  return programs.length > 0 ? programs : undefined;
}

function patternsOf([program, ...args]: readonly Word[]): readonly string[] | undefined {
  const path = program?.value ?? '';
  const name = posix.basename(path);
  if (path === '/init') return s6;
  const folder = args.findLast((word) => word.value?.startsWith('/') === true)?.value;
  const own = folder === undefined ? [] : [posix.join(folder, '*', 'run')];
  if (name === 's6-svscan') return [...own, ...s6];
  return /^(?:runsvdir|runsvdir-start|runit|runit-init|my_init)$/.test(name) ? [...own, ...runit] : undefined;
}
