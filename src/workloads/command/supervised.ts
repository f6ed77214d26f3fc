import { posix } from 'node:path';
import { second } from '../../model/duration.ts';
import type { FileView } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { splitWords } from '../../syntax/shell.ts';
import type { Source } from '../../syntax/source.ts';
import type { Word } from '../container.ts';
import { sourceAt } from '../embed.ts';
import { manifestSetting } from '../setting.ts';
import type { Scope } from './scope.ts';
import { supervisorEnvironment } from './supervisor-environment.ts';

export interface Managed {
  readonly argv: readonly Word[];
  readonly scope: Scope;
  readonly supervised?: readonly Setting[];
}

const wholeSeconds = { bare: second, suffixes: {}, decimals: false, compound: false };

const usualFiles = ['supervisord.conf', 'etc/supervisord.conf', '/etc/supervisord.conf', '/etc/supervisor/supervisord.conf', '/etc/supervisor/conf.d/supervisord.conf'];

/** The programs of the file that supervisord is started with. */
export function supervisedPrograms(argv: readonly Word[], scope: Scope): readonly Managed[] | undefined {
  if (posix.basename(argv[0]?.value ?? '') !== 'supervisord') return undefined;
  const view = scope.view(scope.workdir);
  const option = argv.findIndex((word) => word.value === '-c' || word.value === '--configuration');
  const attached = argv.flatMap((word) => /^(?:-c|--configuration=)(\S+)$/.exec(word.value ?? '')?.[1] ?? [])[0];
  const named = (option < 0 ? attached : argv[option + 1]?.value) ?? undefined;
  const main = named === undefined ? usualFiles.flatMap((path) => view.open(path) ?? [])[0] : (view.open(named) ?? onlyTemplate(named, view));
  const files = main ? [main, ...included(main, named, view, scope)] : view.glob('/etc/supervisor/conf.d/*.conf');
  const programs = files.flatMap((file) => programsIn(file, scope));
  return programs.length > 0 ? programs : undefined;
}

/** What a script renders at start stands beside the file, with a further ending. */
function onlyTemplate(path: string, view: FileView): Source | undefined {
  const found = view.glob(`${path}.*`).filter((source) => /\.(?:j2|jinja2?|jnj|tmpl|tpl|template|erb|in)$/.test(source.path));
  return found.length === 1 ? found[0] : undefined;
}

function included(main: Source, path: string | undefined, view: FileView, scope: Scope): readonly Source[] {
  const lists = scope.syntax.ini(main).entries.filter((entry) => entry.section === 'include' && entry.key === 'files');
  const folder = posix.dirname(path ?? '/etc/supervisor/supervisord.conf');
  return lists.flatMap((entry) => entry.value.split(/\s+/)).flatMap((pattern) => view.glob(posix.resolve('/', folder, pattern)));
}

function programsIn(file: Source, scope: Scope): readonly Managed[] {
  const entries = scope.syntax.ini(file).entries;
  return entries.filter((entry) => entry.section.startsWith('program:') && entry.key === 'command' && !/^\s*(?:$|\{[%{])/.test(entry.value)).map((entry) => {
    const script = sourceAt(file, entry.value, entry.valuePlace);
    const own = (key: string) => entries.find((each) => each.section === entry.section && each.key === key);
    const folder = own('directory')?.value;
    const argv = splitWords(script.text, script).map(({ text, place, raw }): Word => {
      const value = text.replace(/%\(ENV_(\w+)\)s/g, (whole, name: string) => scope.env.get(name)?.value ?? whole);
      return { value: value.includes('%(ENV_') ? undefined : value, expression: raw, places: [place], origin: 'configured', script: () => sourceAt(file, value, place) };
    });
    const grace = own('stopwaitsecs');
    const stop = grace ? [manifestSetting('stop.grace', 'stopwaitsecs', { value: grace.value, expression: grace.value, places: [grace.valuePlace], origin: 'configured' }, wholeSeconds)] : [];
    return { argv, supervised: stop, scope: { ...scope, env: supervisorEnvironment(file, own('environment'), scope.env), ...(folder === undefined ? {} : { workdir: folder }) } };
  });
}
