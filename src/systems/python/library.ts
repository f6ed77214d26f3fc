import type { Call, Program, Scope } from '../../syntax/program/tree.ts';

/** The full name of what a dotted name of this file stands for: `requests.Session` of `Session` after `from requests import Session`. */
export function fullName(program: Program, dotted: string): string {
  const entry = program.imports.filter((one) => one.local !== '*' && (dotted === one.local || dotted.startsWith(`${one.local}.`))).sort((left, right) => right.local.length - left.local.length)[0];
  if (entry === undefined) return dotted;
  const origin = entry.name === '*' ? entry.module : `${entry.module}.${entry.name}`;
  return origin + dotted.slice(entry.local.length);
}

/** The full name of a callee; empty when the name means something of this file. */
export function fullCallee(program: Program, call: Call): string {
  if (call.receiver !== undefined) return '';
  const full = fullName(program, call.callee);
  const head = call.callee.split('.')[0] ?? '';
  return full === call.callee && !program.imports.some((one) => one.local.split('.')[0] === head) ? '' : full;
}

export const innermostFunction = (scope: Scope): Extract<Scope[number], { kind: 'function' }> | undefined => scope.findLast((part) => part.kind === 'function');
export const innermostClass = (scope: Scope): Extract<Scope[number], { kind: 'class' }> | undefined => scope.findLast((part) => part.kind === 'class');

/** Tests, examples of frameworks and installed packages hold no client that a workload runs. */
export const isTest = (path: string): boolean => /(?:^|\/)(?:(?:[\w.-]+[-_])?tests?|testing|e2e|site-packages|node_modules|\.venv|venv|vendor|migrations)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest|setup|noxfile|fabfile)\.py$/.test(path);

/** A command for people: it reads its own arguments and is started as a program. */
export const isCommand = (path: string, text: string): boolean =>
  /^[ \t]*(?:import|from)[ \t]+(?:argparse|click|typer|docopt|fire|optparse)\b/m.test(text) && (/(?:^|\/)(?:cli|__main__)\.py$/.test(path) || /^if[ \t]+__name__[ \t]*==/m.test(text));

/** In characters: no person writes a longer module. */
export const mostOfModule = 400_000;

/** A cheap look: Python code that imports one of the packages. */
export const imports = (path: string, text: string, packages: RegExp): boolean => path.endsWith('.py') && !isTest(path) && packages.test(text);
