import { existsSync, realpathSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.ts';
import { configNames } from '../config/config-names.ts';
import { fileSource, type Source } from '../syntax/source.ts';
import { readText } from './read.ts';
import { startOf } from './tree.ts';
import { insideRoot } from './walk.ts';

/** The configuration of a root: the file that the user named, else the root's own. */
export function configSource(root: string, named: string | undefined): Source | undefined {
  if (named !== undefined) return sourceAt(named, pathBelow(root, named));
  const own = configNames.find((name) => existsSync(join(root, name)));
  if (own === undefined) return undefined;
  const file = insideRoot(realpathSync(root), own);
  if (file === undefined) throw unusable(own, 'is not a file below the root');
  return sourceAt(file, own);
}

function pathBelow(root: string, file: string): string {
  const inside = relative(root, file).split(sep).join('/');
  return inside.startsWith('..') ? basename(file) : inside;
}

function sourceAt(file: string, path: string): Source {
  const content = readText(file, path);
  if ('text' in content) return fileSource(path, content.text);
  throw unusable(path, content.fault ?? 'is not a text');
}

const unusable = (path: string, message: string): ConfigurationError => new ConfigurationError([{ place: startOf(path), message }]);
