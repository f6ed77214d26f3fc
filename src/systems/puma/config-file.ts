import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { openSource } from '../python/sources.ts';
import { visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { Command } from './command.ts';

/** The file that Puma reads: of `-C`, else config/puma/<environment>.rb, else config/puma.rb. */
export type ConfigFile = { readonly kind: 'file'; readonly source: Source } | { readonly kind: 'hidden'; readonly text: Text } | { readonly kind: 'none' };

export function configFile(process: Process, command: Command, reader: Reader): ConfigFile {
  const { config } = command;
  if (config === undefined) return automatic(process, command, reader);
  if (config.value === '-') return { kind: 'none' };
  const source = config.value === undefined ? undefined : openSource(process, config.value, reader);
  return source ? { kind: 'file', source } : { kind: 'hidden', text: { ...config, value: undefined, expression: `-C ${visible(config)}` } };
}

function automatic(process: Process, { environment }: Command, reader: Reader): ConfigFile {
  const name = environment ?? ['APP_ENV', 'RACK_ENV', 'RAILS_ENV'].map((variable) => process.env.get(variable)?.value).find((value) => value !== undefined);
  const paths = [...(name === undefined ? [] : [`config/puma/${name}.rb`]), 'config/puma.rb'];
  const source = paths.map((path) => openSource(process, path, reader)).find((found) => found !== undefined);
  if (source) return { kind: 'file', source };
  return shown.some((path) => openSource(process, path, reader)) ? { kind: 'none' } : { kind: 'hidden', text: { value: undefined, expression: 'config/puma.rb', places: [process.place], origin: 'configured' } };
}

/** Where none of these is in the repository, the application is not, and its configuration may say anything. */
const shown = ['Gemfile.lock', 'Gemfile', 'config.ru', 'config/application.rb'];
