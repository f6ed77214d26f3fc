import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import { second } from '../../model/duration.ts';
import type { Text } from '../../model/value.ts';
import type { IniEntry, IniFile } from '../../syntax/ini.ts';
import { splitWords } from '../../syntax/shell.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { supervisorEnvironment } from '../command/supervisor-environment.ts';
import { commandLine } from '../command/words.ts';
import type { Container, Word } from '../container.ts';
import { dotenvAt } from '../dotenv.ts';
import { sourceAt } from '../embed.ts';
import { filesBelow, folderOf } from '../folders.ts';
import { groupBy } from '../group.ts';
import { manifestSetting } from '../setting.ts';
import { bare } from './procfile.ts';

const systemdSpan = { bare: second, suffixes: { ms: 1, s: second, sec: second, m: 60 * second, min: 60 * second, h: 3600 * second }, decimals: true, compound: true };
const seconds = { bare: second, suffixes: {}, decimals: false, compound: false };

/** Units of systemd and programs of supervisor: one machine, one network per project. */
export function unitContainers(tree: Tree, syntax: Syntax): readonly Container[] {
  const units = tree.files.filter((path) => /\.service$/.test(path) || isTemplate(path)).flatMap((path) => {
    const source = sniff(tree, path, /^ExecStart\s*=/m, /^\[Service\]/m);
    return source ? unit(syntax.ini(source), dropIns(path, tree, syntax), tree) : [];
  });
  const programs = tree.files.filter((path) => /\.(?:conf|ini)$/.test(path) || isTemplate(path)).flatMap((path) => {
    const source = sniff(tree, path, /^\[program:/m);
    return source ? supervised(syntax.ini(source), tree) : [];
  });
  return [...units, ...programs];
}

/** A template of a role or cookbook is often named after nothing but the program: its content tells what it is. */
const isTemplate = (path: string): boolean => /\.(?:j2|jinja2?|jnj|erb|epp|tmpl|tpl|template)$/.test(path) || /(?:^|\/)roles\/[^/]+\/templates\/[^.]+$/.test(path);

/** `app.service.d/*.conf`, which add to a unit and override it. */
function dropIns(path: string, tree: Tree, syntax: Syntax): readonly IniFile[] {
  return filesBelow(tree, `${path}.d`).filter((file) => file.endsWith('.conf')).flatMap((file) => {
    const source = tree.open(file);
    return source ? [syntax.ini(source)] : [];
  });
}

function unit(file: IniFile, overrides: readonly IniFile[], tree: Tree): readonly Container[] {
  const owners = new Map([file, ...overrides].flatMap((each) => each.entries.map((entry) => [entry, each] as const)));
  const service = [...owners.keys()].filter((entry) => entry.section === 'Service');
  const owner = (entry: IniEntry): IniFile => owners.get(entry) ?? file;
  const last = (key: string): IniEntry | undefined => service.findLast((entry) => entry.key === key && entry.value !== '');
  const command = last('ExecStart');
  if (!command) return [];
  const name = posix.basename(file.source.path).replace(/\.service.*$|\.(?:j2|jinja2?|jnj|erb|epp|tmpl|tpl|template)$/, '');
  const grace = last('TimeoutStopSec');
  const base = machine(`systemd/${file.source.path}`, file.source.path, tree, command.keyPlace);
  return [{
    ...base,
    workload: { kind: 'systemd', name },
    container: name,
    network: `host/${base.project.folder}`,
    entrypoint: commandWords(owner(command), command).map(withoutPrefix),
    env: new Map(service.flatMap((entry) => (entry.key === 'Environment' ? assignments(owner(entry), entry) : entry.key === 'EnvironmentFile' ? [...environmentFile(entry, file.source.path, tree)] : []))),
    workdir: last('WorkingDirectory')?.value,
    settings: grace ? [manifestSetting('stop.grace', 'TimeoutStopSec', textOf(grace), systemdSpan)] : [],
  }];
}

/** The file of that name beside the unit, which an installation puts where the unit looks for it. */
function environmentFile({ value }: IniEntry, path: string, tree: Tree): ReadonlyMap<string, Text> {
  return dotenvAt(posix.join(folderOf(path), posix.basename(value.replace(/^-/, ''))), tree);
}

/** The programs of a supervisor file. */
export function supervised(file: IniFile, tree: Tree): readonly Container[] {
  const bySection = groupBy(file.entries.filter((entry) => entry.section.startsWith('program:')), (entry) => entry.section);
  return [...bySection].flatMap(([section, entries]) => {
    const last = (key: string): IniEntry | undefined => entries.findLast((entry) => entry.key === key);
    const command = last('command');
    if (!command) return [];
    const name = section.slice('program:'.length);
    const grace = last('stopwaitsecs');
    const base = machine(`supervisor/${file.source.path}/${name}`, file.source.path, tree, command.keyPlace);
    return [{
      ...base,
      workload: { kind: 'supervisor', name },
      container: name,
      network: `host/${base.project.folder}`,
      entrypoint: commandWords(file, command),
      env: supervisorEnvironment(file.source, last('environment'), new Map()),
      workdir: last('directory')?.value,
      settings: grace ? [manifestSetting('stop.grace', 'stopwaitsecs', textOf(grace), seconds)] : [],
    }];
  });
}

/** A unit file rarely lies beside the program that it starts. */
const machine = (...args: Parameters<typeof bare>): Container => ({ ...bare(...args), sources: [] });

const textOf = (entry: IniEntry): Text => ({ value: entry.value, expression: entry.value, places: [entry.valuePlace], origin: 'configured' });

const commandWords = (file: IniFile, entry: IniEntry): readonly Word[] => commandLine(sourceAt(file.source, entry.value, entry.valuePlace));

/** systemd's `-`, `@`, `+`, `!` before the path are not part of it. */
function withoutPrefix(word: Word, index: number): Word {
  return index === 0 && word.value !== undefined ? { ...word, value: word.value.replace(/^[-@:+!]+/, '') } : word;
}

function assignments(file: IniFile, entry: IniEntry): readonly (readonly [string, Text])[] {
  const source = withQuotes(file, entry);
  return splitWords(source.text, source).flatMap(({ text, place }) => {
    const at = text.indexOf('=');
    return at < 1 ? [] : [[text.slice(0, at), { value: text.slice(at + 1), expression: text, places: [place], origin: 'configured' }] as const];
  });
}

/** `Environment="A=b c" "D=e"`: here quotes hold the words of one assignment together, so that the outer ones count too. */
function withQuotes({ source }: IniFile, { value, quote, valuePlace: place }: IniEntry): Source {
  return sourceAt(source, `${quote}${value}${quote}`, { ...place, column: place.column - quote.length, endColumn: place.endColumn + quote.length });
}
