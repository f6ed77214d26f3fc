import type { Process } from '../../model/process.ts';

/** For people: `deployment/web`. */
export const ownerOf = ({ workload }: Process): string => `${workload.kind.toLowerCase()}/${workload.name}`;

/** Paths beside which a package's version is looked for: in the source folders, then where the manifest stands. */
export const besides = (process: Process): readonly string[] => [...process.sources.map((folder) => (folder === '' || folder === '.' ? 'requirements.txt' : `${folder}/requirements.txt`)), process.place.file];
