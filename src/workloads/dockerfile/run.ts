import type { DockerInstruction } from '../../syntax/dockerfile.ts';
import type { Mount } from '../file-view.ts';
import { isFolder, pathFrom } from '../folders.ts';
import type { Building } from './built-image.ts';

const goBuild = /\bgo\s+(?:build|install)\b[^;&|\n]{0,400}\s(?:\.\/)?([\w-][\w./-]*)\s*(?:$|[;&|\n])/;
const remove = /\brm\s+(?:-\w+\s+)*((?:\/[\w./-]+\s*)+)/g;

const commandText = ({ shell, words }: DockerInstruction): string => (shell ? shell.text.replace(/\\\r?\n/g, ' ') : words.map((word) => word.text).join(' '));

/** The package that `go build` makes the program from. */
export function sourceFolderOf(instruction: DockerInstruction, { context, tree }: Building): string | undefined {
  const written = goBuild.exec(commandText(instruction))?.[1];
  const folder = written === undefined ? undefined : pathFrom(context, written);
  if (folder === undefined || folder === '') return undefined;
  return isFolder(tree, folder) ? folder : undefined;
}

/** Files of the base image that are deleted, as the web server's default site often is. */
export function removedBy(instruction: DockerInstruction): readonly Mount[] {
  const paths = [...commandText(instruction).matchAll(remove)].flatMap(([, list = '']) => list.trim().split(/\s+/));
  return paths.filter((path) => !/^\/(?:var\/(?:lib|cache)|tmp)\b/.test(path)).map((path) => ({ target: path.replace(/\/$/, ''), holds: { kind: 'unknown' }, overlay: false }));
}
