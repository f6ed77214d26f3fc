import { posix } from 'node:path';
import type { ShellFile, ShellFunction } from '../../syntax/shell.ts';
import type { Word } from '../container.ts';
import type { Reached } from './script.ts';

/** Commands that are over before anything is served. */
const passing = new Set([
  'echo', 'printf', 'set', 'sleep', 'wait', 'trap', 'true', 'false', 'exit', 'return', 'mkdir', 'chmod', 'chown', 'cp', 'mv', 'rm', 'ln', 'touch', 'test', '[', '[[', 'unset', 'umask', 'ulimit', 'cat', 'sed',
  'grep', 'awk', 'envsubst', 'tr', 'cut', 'which', 'id', 'whoami', 'date', 'pip', 'pip3', 'apt-get', 'apk', 'curl', 'wget', 'git', 'nc', 'kill', 'read', 'local', 'tee', 'ls', 'find', 'tail', 'psql', 'pg_isready', 'createdb',
  'mysql', 'mysqladmin', 'alembic', 'getopts', 'eval', 'let', 'head', 'sort', 'uniq', 'basename', 'dirname', 'hostname', 'pwd', 'ps', 'pkill', 'stty', 'clear', 'seq', 'export', 'break', 'continue', 'redis-cli', 'chgrp',
  'usermod', 'groupmod', 'useradd', 'groupadd', 'adduser', 'addgroup', 'update-ca-certificates', 'openssl', 'tar', 'unzip', 'jq', 'shopt', 'command', 'type', 'hash', 'alias', 'logger', 'mktemp', 'stat', 'df', 'du', 'uname', 'dockerize', 'yes',
]);
const chores = /^(?:migrate|collectstatic|createsuperuser|loaddata|compilemessages|makemigrations|compress|check|db:.*|assets:.*|upgrade|install|build|ci|generate|deploy|seed|ensure_.*|wait_for.*|createcachetable|clearsessions|init_.*|setup.*|create_.*|flush|shell|syncdb)$/;
const daemons = /^(?:nginx|php-fpm[\d.]*|apache2ctl|apachectl|httpd|haproxy|supervisord|varnishd)$/;

/** Of the commands that a script reaches those that keep running: what it execs, what it puts into the background, what it ends with. */
export function chosen(reached: readonly Reached[], file: ShellFile, args: readonly Word[]): readonly Reached[] {
  const functions = new Map(file.functions.map((one) => [one.name, one]));
  const serving = reached.filter((each) => !each.isPiped && isServing(each, functions));
  const labelled = reached.filter((each) => each.command.conditional && isForArgument(each, file, args));
  const called = labelled.flatMap((each) => functions.get(each.argv[0]?.value ?? '') ?? []).at(-1);
  const main = serving.filter((each) => labelled.includes(each)).at(-1) ?? (called && serving.filter((each) => isWithin(each, called)).at(-1)) ?? mainOf(serving, functions.size > 0);
  const beside = serving.filter((each) => each !== main && !each.command.conditional && (each.command.operator === '&' || isDaemon(each)));
  return main ? [...beside, main] : beside;
}

const isWithin = ({ command }: Reached, { start, end }: ShellFunction): boolean => {
  const at = command.words[0]?.start;
  return at !== undefined && at >= start && at < end;
};

function mainOf(serving: readonly Reached[], hasFunctions: boolean): Reached | undefined {
  const unconditional = serving.filter((each) => !each.command.conditional && each.command.operator !== '&');
  const executed = unconditional.find((each) => each.command.exec) ?? (hasFunctions ? undefined : unconditional.at(-1));
  const conditional = serving.filter((each) => each.command.conditional);
  const ending = conditional.findLast((each) => each.command.exec);
  // What stands before an exec at the end of a script, whatever its branch, has come to its end by then.
  if (ending && executed && !executed.command.exec && serving.indexOf(ending) > serving.indexOf(executed)) return ending;
  return executed ?? conditional.findLast((each) => each.command.exec) ?? unconditional.at(-1) ?? (serving.some((each) => each.command.operator === '&') ? undefined : conditional.at(-1));
}

function isServing({ argv, command }: Reached, functions: ReadonlyMap<string, ShellFunction>): boolean {
  const program = argv[0]?.value;
  if (program === undefined) return command.exec === true;
  const name = posix.basename(program);
  if (command.exec) return true;
  if (passing.has(name) || functions.has(program)) return false;
  return !argv.slice(1, 5).some((word) => word.value !== undefined && chores.test(word.value)) || daemons.test(name);
}

const isDaemon = ({ argv }: Reached): boolean => daemons.test(posix.basename(argv[0]?.value ?? '')) && !argv.some((word) => word.value === '-t' || word.value === '-s');

/** It stands in the branch of a `case` whose pattern is the first argument of the script. */
function isForArgument({ command }: Reached, file: ShellFile, args: readonly Word[]): boolean {
  const asked = args[0]?.value;
  const at = command.words[0]?.start;
  if (asked === undefined || at === undefined) return false;
  const window = file.source.text.slice(Math.max(0, at - 5000), at);
  const branch = window.slice(Math.max(window.lastIndexOf(';;') + 2, window.search(/\bin\s*\n(?![^]*;;)/)));
  const labels = /^\s*(?:in\s+)?\(?([\w.|"'-][\w.|"' -]*)\)/.exec(branch)?.[1];
  return labels !== undefined && labels.split('|').some((label) => label.trim().replace(/["']/g, '') === asked);
}
