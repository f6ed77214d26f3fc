import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { isThirdParty } from '../../workloads/third-party.ts';
import type { Reader } from '../reader.ts';

/** A file that a process names: as the process sees it, else in its source folders, the most certain folder first. */
export function openSource(process: Process, path: string, reader: Reader): Source | undefined {
  return process.files.open(path) ?? inFolders(process, path, reader) ?? onlyOne(process, path, reader);
}

/** A relative path of a program whose image nobody builds here: the one file of its project that it can mean. */
function onlyOne({ project, image }: Process, path: string, { find, open, projectOf }: Reader): Source | undefined {
  if (path.startsWith('/') || (image && (image.bases.length > 0 || isThirdParty(image.name)))) return undefined;
  const [end] = endings(path);
  const found = end === undefined ? [] : find(`/${end}`).filter((file) => (projectOf?.(file).folder ?? project.folder) === project.folder);
  return found.length === 1 && found[0] !== undefined ? open(found[0]) : undefined;
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
