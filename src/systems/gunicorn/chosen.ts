import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { last, type Options } from '../python/options.ts';
import type { ConfigFile } from './config-file.ts';
import type { ConfigValues } from './config-values.ts';
import { type OptionName, optionNames } from './grammar.ts';

/** A setting that somebody wrote, after precedence. */
export interface Chosen {
  readonly text: Text;
  /** As it is named where it is written. */
  readonly name: string;
  readonly from: 'command' | 'file';
}

/** Where the settings of one gunicorn may be written. A file that nothing starts has no command. */
export interface Written {
  readonly process?: Process;
  readonly command?: Options;
  /** GUNICORN_CMD_ARGS. */
  readonly variable?: Options;
  readonly file: ConfigFile;
  readonly values?: ConfigValues;
}

/** Command, then GUNICORN_CMD_ARGS, then the configuration file: https://github.com/benoitc/gunicorn/blob/65ac1a3a/gunicorn/app/base.py */
export function chosen(name: OptionName, written: Written): Chosen | undefined {
  const option = optionNames[name];
  const command = fromCommand(option, written.command) ?? fromCommand(option, written.variable);
  if (command) return { text: command, name: option, from: 'command' };
  if (written.file.kind === 'hidden') return { text: written.file.text, name, from: 'file' };
  const [text] = written.values?.values.get(name) ?? [];
  if (text) return { text, name, from: 'file' };
  const dynamic = written.values?.dynamic;
  return dynamic ? { text: written.process?.env.get(`GUNICORN_${name.toUpperCase()}`) ?? dynamic, name, from: 'file' } : undefined;
}

const fromCommand = (option: string, options: Options | undefined): Text | undefined => (options ? (last(options, option) ?? options.opaque) : undefined);

/** Every address that is bound; the options of a command replace the file's. */
export function binds(written: Written): readonly Text[] {
  const command = written.command?.values.get('--bind') ?? written.variable?.values.get('--bind');
  if (command) return command;
  const one = chosen('bind', written);
  return written.values?.values.get('bind') ?? (one ? [one.text] : []);
}
