import { existsSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.ts';
import { configNames } from '../config/config-names.ts';
import { fileSource, type Source } from '../syntax/source.ts';
import { readText } from './read.ts';
import { startOf } from './tree.ts';

/** The configuration of a root: the file that the user named, else the root's own. */
export function configSource(root: string, named: string | undefined): Source | undefined {
  const file = named ?? configNames.map((name) => join(root, name)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const inside = relative(root, file).split(sep).join('/');
  const path = inside.startsWith('..') ? basename(file) : inside;
  const content = readText(file, path);
  if ('text' in content) return fileSource(path, content.text);
  throw new ConfigurationError([{ place: startOf(path), message: content.fault ?? 'is not a text' }]);
}
