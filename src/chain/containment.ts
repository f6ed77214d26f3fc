import type { Process } from '../model/process.ts';
import type { Scene } from '../model/scene.ts';
import type { Node } from './node.ts';

/** Where client code runs: inside an app server, in a worker without one, or nowhere that the repository shows. */
export interface Containment {
  readonly servers: readonly Node[];
  readonly runsInProduction: 'yes' | 'no';
  readonly why: string;
}

export function containmentOf(client: Node, nodes: readonly Node[], scenes: readonly Scene[]): Containment {
  const nowhere: Containment = { servers: [], runsInProduction: 'no', why: 'nothing in the repository starts this code' };
  // Only a client that hoplint.yaml declares listens: its code stands in another repository.
  if (client.project.sample || isBrowsers(client) || client.reading.listens.length > 0) return nowhere;
  const servers = nodes.filter((node) => node.reading.kind === 'app-server' && node.scene?.when === undefined && node.project.folder === client.project.folder && speaks(node, client));
  const { file } = client.reading.place;
  const processes = scenes.filter((scene) => scene.when === undefined && scene.project.folder === client.project.folder).flatMap((scene) => scene.processes);
  if (isOtherProgram(client, processes, nodes)) return nowhere;
  const running = isByHand(client) ? processes.filter((process) => starts(process, file)) : closest(processes, file);
  if (isByHand(client) && running.length === 0) return nowhere;
  if (running.length > 0) {
    const ids = new Set(running.map((process) => process.id));
    const around = servers.filter((server) => ids.has(server.reading.process?.id ?? ''));
    return { servers: around, runsInProduction: 'yes', why: `${nameOf(around[0]?.reading.process ?? running[0])} runs it` };
  }
  const unplaced = servers.filter((server) => (server.reading.process?.sources.length ?? 0) === 0);
  return unplaced.length === 1 ? { servers: unplaced, runsInProduction: 'yes', why: `it lies beside ${unplaced[0]?.reading.name}` } : nowhere;
}

/** A browser holds no worker. */
const isBrowsers = ({ reading, facts }: Node): boolean => reading.profile === 'browser' || (facts.language === 'javascript' && reading.profile === 'unknown');

/** Scripts for people and builds serve nobody, unless a workload starts the very file. */
export const isByHand = ({ reading }: Node): boolean => byHand.test(reading.place.file) || reading.command === true;

const byHand = /(?:^|\/)(?:\.[^/]+|scripts?|bin|dev|tools?|tooling|hack|ci|build|benchmarks?|migrations|management\/commands)\/|(?:^|\/)health[-_]?check[^/]*$|(?:^|\/)(?:setup|conftest|fabfile)\.py$|^tasks\.py$/i;

/** Whether the command of a process names the file. */
export const starts = ({ argv }: Process, file: string): boolean => argv.some(({ value }) => value !== undefined && names(value, file));

/** `jobs/sync.py`, `-m jobs.sync`, `manage.py sync`. */
function names(word: string, file: string): boolean {
  const stem = file.replace(/\.\w+$/, '').replace(/\/__main__$/, '');
  if (word.includes('.') && `/${file}`.endsWith(`/${word.replace(/^\.?\//, '')}`)) return true;
  return `/${stem}`.endsWith(`/${word.replaceAll('.', '/')}`);
}

/** Go keeps one program per folder of `cmd/`: what serves nobody and is started by nothing is another program than the one that runs. */
function isOtherProgram({ reading, facts }: Node, processes: readonly Process[], nodes: readonly Node[]): boolean {
  const [folder, program] = facts.language === 'go' ? (/^(?:.*\/)?cmd\/([^/]+)\//.exec(reading.place.file) ?? []) : [];
  if (folder === undefined || program === undefined) return false;
  if (nodes.some((node) => node.reading.kind === 'app-server' && node.reading.place.file.startsWith(folder))) return false;
  return !processes.some((process) => starts(process, folder.slice(0, -1)) || process.sources.some((source) => `${source}/`.startsWith(folder)) || process.argv[0]?.value?.endsWith(`/${program}`) === true);
}

const speaks = (server: Node, client: Node): boolean => server.facts.language !== undefined && server.facts.language === client.facts.language;

/** The processes whose source folder lies nearest around a file. */
export function closest(processes: readonly Process[], file: string): readonly Process[] {
  const depth = (process: Process) => Math.max(-1, ...process.sources.filter((folder) => folder === '' || folder === '.' || file.startsWith(`${folder}/`)).map((folder) => (folder === '.' ? 0 : folder.length)));
  const best = Math.max(-1, ...processes.map(depth));
  return best < 0 ? [] : processes.filter((process) => depth(process) === best);
}

const nameOf = (process: Process | undefined): string => (process ? `${process.workload.kind.toLowerCase()}/${process.workload.name}` : '');
