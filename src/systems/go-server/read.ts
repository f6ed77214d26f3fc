import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Timer } from '../../model/timer.ts';
import type { Source } from '../../syntax/source.ts';
import { inProcess } from '../program/environment.ts';
import type { GoContext } from '../program/go-value.ts';
import { imageVersion, pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading } from '../system.ts';
import { goServerFacts } from './facts.ts';
import { listenerOf } from './listen.ts';
import { liftedIn, withLifted } from './lifted.ts';
import { goSources } from './locate.ts';
import { closure, isMain } from './packages.ts';
import { mention, type Server, serversIn } from './servers.ts';
import { limitsOf } from './settings.ts';
import { handlerLimit } from './timeout-handler.ts';

/** The servers of a Go process. */
export async function readGoServer(process: Process, plain: Reader): Promise<Reading | undefined> {
  const reader = inProcess(plain, process);
  const sources = await goSources(process, plain);
  if (!sources) return undefined;
  for (const source of sources) reader.claim(source);
  return reading(sources, { reader, process });
}

/** A main package that nothing of the repository starts. */
export async function readGoFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  if (!isMain(source)) return undefined;
  const sources = closure(posix.dirname(source.path), reader);
  const others = sources.filter((one) => one.path !== source.path && !(isMain(one) && mention.test(one.text)));
  return reading([source, ...others], { reader });
}

async function reading(sources: readonly Source[], context: GoContext): Promise<Reading | undefined> {
  const servers: Server[] = [];
  for (const source of sources.filter((one) => mention.test(one.text))) {
    const program = await context.reader.program(source);
    if (program) servers.push(...serversIn(program));
  }
  const lifted = await liftedIn(sources, context);
  const readings = await Promise.all(primary(servers).map((server) => layerOf(server, { servers, lifted }, context)));
  return servers.length === 0 ? undefined : { layers: readings.map((one) => one.layer), written: readings.flatMap((one) => one.written) };
}

/** An http2.Server without a limit of its own is no layer; ListenAndServe beside a server literal of the same file is its call. */
function primary(servers: readonly Server[]): readonly Server[] {
  const isWritten = ({ call }: Server): boolean => call.keywords.some((one) => one.name === 'IdleTimeout');
  return servers.filter((server) => server.kind !== 'http2' || isWritten(server));
}

interface Beside {
  readonly servers: readonly Server[];
  readonly lifted: ReadonlyMap<Timer, Place>;
}

async function layerOf(server: Server, { servers, lifted }: Beside, context: GoContext): Promise<{ layer: LayerReading; written: NonNullable<Reading['written']> }> {
  const { process, reader } = context;
  const { path } = server.program.source;
  const version = versionOf(process, path, reader);
  const { settings, written } = await limitsOf(server, version, context);
  // An h2c handler answers on the port of the http.Server that it is wrapped in.
  const http = server.kind === 'http2' ? servers.find((one) => one.kind === 'http') : undefined;
  const listener = await listenerOf(http ?? server, context);
  return {
    layer: {
      system: goServerFacts.system, kind: 'app-server', name: `${goServerFacts.title} (${process ? `${process.workload.kind.toLowerCase()}/${process.workload.name}` : path})`,
      version, profile: profiles[server.kind], place: server.call.place, ...(process && { process }), settings: [...withLifted(settings, lifted), ...(await handlerLimit(server, context))], routes: [],
      listens: [server.kind === 'http2' && listener.kind === 'port' ? { ...listener, protocol: 'h2' } : listener],
    },
    written,
  };
}

const profiles: Readonly<Record<Server['kind'], string>> = { http: 'http', bare: 'http', http2: 'h2', grpc: 'grpc' };

function versionOf(process: Process | undefined, path: string, reader: Reader): Version {
  const known = reader.version(goServerFacts.system) ?? reader.version('go');
  if (known !== undefined) return { known };
  const image = process && imageVersion(process, 'golang');
  if (image) return image;
  const stated = pinned(reader.dependency(path, 'go'));
  return stated === undefined ? { reason: 'neither an image tag nor go.mod tells the release of Go' } : { known: stated };
}
