import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { openSource } from '../python/sources.ts';
import { tail, visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import { fileOptions } from './files.ts';
import { joined, nothing, type Option, type OptionList } from './list.ts';

/** UWSGI_* variables first, then the command line, every file expanded in place; the last one wins (core/uwsgi.c). */
export function processOptions(process: Process, args: readonly Text[], reader: Reader): OptionList {
  const variables = [...process.env].filter(([name]) => name.startsWith('UWSGI_')).map(([name, text]) => ({ name: name.slice(6).toLowerCase().replaceAll('_', '-'), text, place: text.places[0] }));
  return joined([...variables, ...commandOptions(args)].map((option) => expanded(option, process, reader)));
}

const short: ReadonlyMap<string, string> = new Map([['-t', 'harakiri'], ['-z', 'socket-timeout'], ['-s', 'socket'], ['-p', 'processes'], ['-w', 'module'], ['-H', 'home'], ['-y', 'yaml'], ['-j', 'json'], ['-x', 'xml']]);
const fileKinds: ReadonlySet<string> = new Set(['ini', 'yaml', 'yml', 'json', 'xml', 'config']);
/** Options that take no value, or one only behind `=`. */
const bare: ReadonlySet<string> = new Set([
  'master', 'die-on-term', 'vacuum', 'enable-threads', 'single-interpreter', 'need-app', 'lazy-apps', 'lazy', 'thunder-lock', 'http-auto-chunked', 'http-keepalive', 'so-keepalive', 'strict',
  'no-orphans', 'memory-report', 'disable-logging', 'log-master', 'ignore-sigpipe', 'ignore-write-errors', 'disable-write-exception', 'http-raw-body', 'http-auto-gzip', 'manage-script-name', 'no-defer-accept', 'auto-procname',
]);

function commandOptions(args: readonly Text[]): readonly Option[] {
  const options: Option[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) break;
    const option = commandOption(word, args[at + 1]);
    if (option.consumed) at += 1;
    if (option.name !== '') options.push({ name: option.name, text: option.text, place: word.places[0] });
  }
  return options;
}

function commandOption(word: Text, next: Text | undefined): { readonly name: string; readonly text: Text; readonly consumed?: true } {
  const text = visible(word);
  const [, file] = /\.(ini|ya?ml|json|xml)(?::[\w-]+)?$/.exec(text) ?? [];
  if (!text.startsWith('-')) return { name: file ?? '', text: word };
  const [, long, value] = /^--([^=]+)(=)?/.exec(text) ?? [];
  const name = long ?? short.get(text.slice(0, 2)) ?? text;
  if (value !== undefined) return { name, text: tail(word, text.indexOf('=') + 1) };
  if (long === undefined && text.length > 2) return { name, text: tail(word, 2) };
  if (bare.has(name) || next === undefined || visible(next).startsWith('-')) return { name, text: { ...word, value: '', expression: text } };
  return { name, text: next, consumed: true };
}

function expanded(option: Option, process: Process, reader: Reader): OptionList {
  if (!fileKinds.has(option.name)) return { ...nothing, options: [option] };
  const [, path = '', section] = /^(.*?)(?::([\w-]+))?$/.exec(option.text.value ?? '') ?? [];
  const source = option.text.value === undefined ? undefined : openSource(process, path, reader);
  if (source === undefined) return { ...nothing, hidden: [option.text] };
  reader.claim(source);
  return fileOptions(source, section ?? 'uwsgi', process, reader, []);
}
