import type { Tree } from '../../discover/tree.ts';
import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';

/** The files of the repository, for the functions of the workloads that look for the source of a process. */
export const treeOf = (reader: Reader, process: Process): Tree => ({
  files: reader.find(''),
  open: reader.open,
  openIgnored: reader.open,
  has: (path) => reader.open(path) !== undefined,
  projectOf: reader.projectOf ?? (() => process.project),
  problems: [],
  opened: 0,
});
