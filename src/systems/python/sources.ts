import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';

/** A file that a process names: as the process sees it, else in its source folders, the most certain folder first. */
export function openSource(process: Process, path: string, reader: Reader): Source | undefined {
  return process.files.open(path) ?? inFolders(process, path, reader);
}

/** Looks for the path itself, then for ever shorter ends of an absolute one: `/app/conf/x.py` is `conf/x.py` or `x.py` of the source folder. */
function inFolders(process: Process, path: string, reader: Reader): Source | undefined {
  for (const end of endings(path))
    for (const folder of process.sources) {
      const source = reader.open(folder === '' || folder === '.' ? end : `${folder}/${end}`);
      if (source) return source;
    }
  return undefined;
}

function endings(path: string): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return [];
  return path.startsWith('/') ? segments.map((_, index) => segments.slice(index).join('/')) : [segments.join('/')];
}
