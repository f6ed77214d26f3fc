import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import type { Options } from '../python/options.ts';
import { last } from '../python/options.ts';
import { openSource } from '../python/sources.ts';
import { visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';

/** The one configuration file that gunicorn reads: of the command, else of GUNICORN_CMD_ARGS, else ./gunicorn.conf.py. */
export type ConfigFile =
  | { readonly kind: 'file'; readonly source: Source }
  /** Named, but only run time or another repository shows it. */
  | { readonly kind: 'hidden'; readonly text: Text }
  | { readonly kind: 'none' };

export function configFile(process: Process, command: Options, variable: Options, reader: Reader): ConfigFile {
  const named = last(command, '--config') ?? last(variable, '--config');
  if (named === undefined) return automatic(process, reader);
  const source = named.value === undefined ? undefined : openSource(process, pathOf(named.value), reader);
  return source === undefined ? { kind: 'hidden', text: { ...named, value: undefined, expression: `--config ${visible(named)}` } } : { kind: 'file', source };
}

function automatic(process: Process, reader: Reader): ConfigFile {
  const source = openSource(process, 'gunicorn.conf.py', reader);
  return source === undefined ? { kind: 'none' } : { kind: 'file', source };
}

function pathOf(named: string): string {
  if (named.startsWith('python:')) return `${named.slice(7).replaceAll('.', '/')}.py`;
  return named.startsWith('file:') ? named.slice(5) : named;
}
