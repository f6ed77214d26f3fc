import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import { second } from '../../model/duration.ts';
import type { Text } from '../../model/value.ts';
import type { IniEntry, IniFile } from '../../syntax/ini.ts';
import { splitWords } from '../../syntax/shell.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { commandLine } from '../command/words.ts';
import type { Container, Word } from '../container.ts';
import { sourceAt } from '../embed.ts';
import { groupBy } from '../group.ts';
import { manifestSetting } from '../setting.ts';
import { bare } from './procfile.ts';

const systemdSpan = { bare: second, suffixes: { ms: 1, s: second, sec: second, m: 60 * second, min: 60 * second, h: 3600 * second }, decimals: true, compound: true };
const seconds = { bare: second, suffixes: {}, decimals: false, compound: false };

/** Units of systemd and programs of supervisor: one machine, one network per project. */
export function unitContainers(tree: Tree, syntax: Syntax): readonly Container[] {
  const units = tree.files.filter((path) => /\.service(?:\.j2|\.erb|\.template)?$/.test(path)).flatMap((path) => {
    const source = sniff(tree, path, /^ExecStart\s*=/m);
    return source ? unit(syntax.ini(source), tree) : [];
  });
  const programs = tree.files.filter((path) => /supervisor|\.conf$|\.ini$/.test(path) && /\.(?:conf|ini)(?:\.j2|\.erb)?$/.test(path)).flatMap((path) => {
    const source = sniff(tree, path, /^\[program:/m);
    return source ? supervised(syntax.ini(source), tree) : [];
  });
  return [...units, ...programs];
}

function unit(file: IniFile, tree: Tree): readonly Container[] {
  const service = file.entries.filter((entry) => entry.section === 'Service');
  const last = (key: string): IniEntry | undefined => service.findLast((entry) => entry.key === key && entry.value !== '');
  const command = last('ExecStart');
  if (!command) return [];
  const name = posix.basename(file.source.path).replace(/\.service.*$/, '');
  const grace = last('TimeoutStopSec');
  const base = machine(`systemd/${file.source.path}`, file.source.path, tree, command.keyPlace);
  return [{
    ...base,
    workload: { kind: 'systemd', name },
    container: name,
    network: `host/${base.project.folder}`,
    entrypoint: commandWords(file, command).map(withoutPrefix),
    env: new Map(service.filter((entry) => entry.key === 'Environment').flatMap((entry) => assignments(file, entry))),
    workdir: last('WorkingDirectory')?.value,
    settings: grace ? [manifestSetting('stop.grace', 'TimeoutStopSec', textOf(grace), systemdSpan)] : [],
  }];
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
  const source = sourceAt(file.source, entry.value, entry.valuePlace);
  return splitWords(source.text, source).flatMap(({ text, place }) => {
    const at = text.indexOf('=');
    return at < 1 ? [] : [[text.slice(0, at), { value: text.slice(at + 1), expression: text, places: [place], origin: 'configured' }] as const];
  });
}
