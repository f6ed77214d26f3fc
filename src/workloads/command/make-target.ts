import { posix } from 'node:path';
import type { Text } from '../../model/value.ts';
import { embeddedSource, type Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import type { Scope } from './scope.ts';
import type { Scripted } from './unfold.ts';

const names = ['Makefile', 'makefile', 'GNUmakefile'];

/** The recipe that `make target` runs; what the target depends on is built before and over. */
export function makeTarget(argv: readonly Word[], scope: Scope): Scripted | undefined {
  const [program, ...args] = argv.map((word) => word.value);
  if (program === undefined || !/^g?make$/.test(posix.basename(program))) return undefined;
  const at = args.findIndex((arg) => arg === '-C' || arg === '--directory');
  const workdir = at < 0 ? scope.workdir : posix.join(scope.workdir ?? '', args[at + 1] ?? '');
  const target = args.find((arg, index) => arg !== undefined && /^[\w][\w./-]*$/.test(arg) && (at < 0 || index !== at + 1));
  const source = names.flatMap((name) => scope.view(workdir).open(name) ?? [])[0];
  const recipe = source && target !== undefined ? recipeOf(source, target) : undefined;
  if (!source || !recipe || target === undefined) return undefined;
  return { source: recipe, args: [], scope: { ...scope, workdir, env: new Map([...variablesOf(source, target), ...scope.env]) } };
}

/** The recipe as a shell script: make's own variables are written as the shell's, nothing moves. */
function recipeOf(source: Source, target: string): Source | undefined {
  const rules = source.text.matchAll(/^([\w./-][\w./ -]{0,200}?)[ \t]{0,20}::?(?![=:])([^\n]*(?:\\\n[^\n]*)*)\n((?:\t[^\n]*(?:\n|$)|[ \t]*#[^\n]*\n)+)/gm);
  for (const rule of rules) {
    if (!(rule[1] ?? '').split(/\s+/).includes(target)) continue;
    const body = rule[3] ?? '';
    const start = rule.index + rule[0].length - body.length;
    const text = body.replace(/^\t[@+-]*/gm, (lead) => ' '.repeat(lead.length)).replace(/\$\(([A-Za-z_]\w*)\)/g, '${$1}').replaceAll('$$', ' $');
    return embeddedSource(source, text, (offset) => start + offset);
  }
  return undefined;
}

/** `NAME = value` for the whole file, `target: NAME = value` for one. */
function variablesOf(source: Source, target: string): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  const lines = [...source.text.matchAll(/^(?:([\w./-]+)[ \t]*:[ \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[:?]?:?=[ \t]*([^\n#]*)/gm)];
  for (const [isOwn, line] of [false, true].flatMap((own) => lines.map((each) => [own, each] as const))) {
    const [whole, owner, name = '', raw = ''] = line;
    if ((owner !== undefined) !== isOwn || (isOwn && owner !== target)) continue;
    const value = raw.trim();
    const start = line.index + whole.length - raw.length;
    found.set(name, { value: value.includes('$') ? undefined : value, expression: value, places: [source.place(start, start + Math.max(1, value.length))], origin: 'visible-default', variable: name });
  }
  return found;
}
