import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { locateScript } from '../../workloads/sources.ts';
import { isClientCode, javascript } from '../program/client-code.ts';
import { inProcess } from '../program/environment.ts';
import { treeOf } from '../program/tree.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading } from '../system.ts';
import { nodeFacts } from './facts.ts';
import { commanded, type Framework, generated } from './frameworks.ts';
import { type Launch, launchOf } from './launch.ts';
import { listenersOf } from './listen.ts';
import { manifestIn, manifestOf } from './manifest.ts';
import { modulesOf } from './modules.ts';
import { joined } from './origins.ts';
import { type Server, serversIn } from './servers.ts';
import { settingsOf, suspectsIn } from './settings.ts';
import { nodeVersion, profileOf } from './version.ts';

/** The HTTP servers of a Node process, by the source that it runs. */
export async function readNode(process: Process, plain: Reader): Promise<Reading | undefined> {
  const launch = launchOf(process, plain);
  if (!launch || launch.runtime !== 'node') return undefined;
  const reader = inProcess(plain, process);
  const framework = commanded(launch, process);
  if (framework) return { layers: [frameworkLayer(framework, process, reader)] };
  const written = entryOf(launch, process, reader);
  const made = written || launch.script === undefined ? undefined : generated(launch.script, process, reader);
  if (made) return { layers: [frameworkLayer(made, process, reader)] };
  const entry = written ?? (launch.script === undefined ? undefined : await onlyServer(process, reader));
  if (!entry) return { layers: unseen(process, undefined, reader) };
  const programs = await modulesOf(entry, reader);
  for (const program of programs) reader.claim(program.source);
  const layers = await layersOf(programs, process, reader);
  return { layers: layers.length > 0 ? layers : unseen(process, entry.path, reader), written: suspectsIn(layers) };
}

/** A server file that nothing of the repository starts. */
export async function readNodeFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const servers = program ? await serversIn(program, reader) : [];
  if (!program || servers.length === 0 || !servesHttp(program)) return undefined;
  const layers = await layersOf([program], undefined, reader);
  return { layers, written: suspectsIn(layers) };
}

const elsewhere = /(?:^|[\\/._-])(?:dev|develop|development|local|mock|mocks|stub|example|examples|scripts|tools|webpack|vite|gulp|storybook|dist|build)(?:[\\/._-]|$)/i;
const mostFiles = 3000;

/** A bundler's entry is not to be guessed, but where one file only of the source serves HTTP it ends up in the bundle. */
async function onlyServer(process: Process, reader: Reader): Promise<Source | undefined> {
  if (process.ports.length === 0) return undefined;
  const inside = reader.find('').filter((path) => process.sources.some((folder) => folder === '' || path.startsWith(`${folder}/`)) && javascript.test(path) && !elsewhere.test(path));
  if (inside.length > mostFiles) return undefined;
  const sources = inside.flatMap((path) => reader.open(path) ?? []).filter(({ path, text }) => isServerFile(path, text));
  const serving: Source[] = [];
  for (const source of sources) {
    const program = await reader.program(source);
    if (program && servesHttp(program) && (await serversIn(program, reader)).length > 0) serving.push(source);
  }
  return serving.length === 1 ? serving[0] : undefined;
}

/** A cheap look at a file that may make a server or let one listen. */
export const isServerFile = (path: string, text: string): boolean => isClientCode(path, text, javascript) && /\.listen\s*\(|@hono\/node-server|['"](?:@hapi\/)?hapi['"]/.test(text);

const libraries = /^(?:node:)?(?:https?|http2)$|^(?:express|koa|fastify|@nestjs\/core|@hono\/node-server|restify|polka|connect|(?:@hapi\/)?hapi)$/;
const servesHttp = (program: Program): boolean => program.imports.some((entry) => libraries.test(entry.module));

/** The source file that a launch runs. */
export function entryOf(launch: Launch, process: Process, reader: Reader): Source | undefined {
  const manifest = manifestOf(process, reader);
  const script = launch.script ?? (launch.command === 'nest start' ? 'dist/main.js' : manifest?.main);
  if (script === undefined) return undefined;
  const tree = treeOf(reader, process);
  const beside = launch.folder === undefined ? undefined : reader.open(posix.join(launch.folder, script));
  const main = beside || /\.\w{2,4}$/.test(script) ? undefined : mainOf(script, process, reader);
  return beside ?? locateScript(process, main ?? script, tree)?.source;
}

/** `node apps/live`, `node .`: what the package.json of the folder calls its main file. */
function mainOf(folder: string, process: Process, reader: Reader): string | undefined {
  const main = manifestIn(folder, process, reader)?.main;
  return main === undefined ? undefined : posix.join(folder, main);
}

async function layersOf(programs: readonly Program[], process: Process | undefined, reader: Reader): Promise<readonly LayerReading[]> {
  const servers = await joined((await Promise.all(programs.map((program) => serversIn(program, reader)))).flat(), reader);
  return Promise.all(servers.map((server) => layerOf(server, programs, servers, process, reader)));
}

async function layerOf(server: Server, programs: readonly Program[], servers: readonly Server[], process: Process | undefined, reader: Reader): Promise<LayerReading> {
  const { path } = server.program.source;
  const version = nodeVersion(process, path, reader);
  return {
    ...about(process, path),
    version,
    profile: profileOf(server.kind, version, path, reader),
    place: server.place,
    settings: await settingsOf(server, programs, servers, reader),
    listens: await listenersOf(server, reader),
  };
}

const about = (process: Process | undefined, path: string): Pick<LayerReading, 'system' | 'kind' | 'name' | 'routes' | 'process'> => ({
  system: nodeFacts.system, kind: 'app-server', name: `${nodeFacts.title} (${process ? `${process.workload.kind.toLowerCase()}/${process.workload.name}` : path})`, routes: [], ...(process && { process }),
});

function frameworkLayer(framework: Framework, process: Process, reader: Reader): LayerReading {
  const version = nodeVersion(process, framework.path, reader);
  return { ...about(process, ''), version, profile: profileOf('http', version, framework.path ?? '', reader), place: framework.place, settings: framework.settings, listens: framework.listens };
}

/** A process whose manifest names ports is a server, though nobody sees which. */
function unseen(process: Process, path: string | undefined, reader: Reader): readonly LayerReading[] {
  if (process.ports.length === 0) return [];
  const listens = process.ports.map(({ port, place }) => ({ kind: 'port', port, protocol: 'http/1.1', place }) as const);
  return [{ ...about(process, ''), version: nodeVersion(process, path, reader), profile: 'unseen', place: process.place, settings: [], listens }];
}
