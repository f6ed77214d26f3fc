import type { Place } from '../../model/place.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { type Runtime, runtimeOf } from '../program/runtime.ts';
import { addressOf, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { dispatcherOf, globalDispatcher, type Dispatcher } from './dispatcher.ts';
import { fetchFacts } from './facts.ts';
import { fetcher, type Library } from './library.ts';
import { optionsOf, type Options } from './options.ts';

/** Calls of fetch and undici, grouped by the dispatcher that they use. */
export async function readFetch(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const around: Around = { program, reader, runtime: runtimeOf(program, reader), clients: new Map(), written: [] };
  for (const call of program.calls) {
    const library = fetcher(call, program, reader);
    if (library) await add(call, library, around);
  }
  const clients = [...around.clients.values()];
  if (clients.length === 0) return undefined;
  const kind = { system: fetchFacts.system, title: fetchFacts.title, version: { reason: 'it comes with the runtime' } };
  return { layers: clients.flatMap((client) => layersOf([client], kind, unsure('its calls stand elsewhere'))), written: around.written };
}

interface Around {
  readonly program: Program;
  readonly reader: Reader;
  readonly runtime: Runtime;
  readonly clients: Map<string, Client>;
  readonly written: Written[];
}

async function add(call: Call, library: Library, around: Around): Promise<void> {
  const { program, reader, clients } = around;
  const [url, init] = call.args;
  if (!url) return;
  const profile = profileOf(library, around.runtime);
  const options = await optionsOf(init && { expression: init, program, scope: call.scope }, call, { library, profile, reader });
  around.written.push(...options.written);
  const dispatcher = await dispatcherFor(options, profile, reader);
  const client = clients.get(dispatcher?.key ?? profile) ?? { place: dispatcher?.place ?? call.place, profile: dispatcher?.unknown ? 'unseen' : profile, settings: dispatcher?.settings ?? [], routes: [] };
  clients.set(dispatcher?.key ?? profile, client);
  const address = addressOf(await piecesOf({ expression: url, program, scope: call.scope }, reader), url.text);
  client.routes.push(routeOf(address, call.place, over(options.settings, client.settings), pooling(profile, call.place, options)));
}

async function dispatcherFor(options: Options, profile: string, reader: Reader): Promise<Dispatcher | undefined> {
  if (options.dispatcher) return dispatcherOf(options.dispatcher, reader);
  return profile === 'node' ? globalDispatcher(reader) : undefined;
}

function profileOf(library: Library, runtime: Runtime): string {
  if (library.kind === 'undici') return 'node';
  if (library.kind === 'node-fetch') return runtime === 'browser' ? 'browser' : 'node-fetch';
  return runtime;
}

function pooling(profile: string, place: Place, options: Options): Fact {
  if (options.agent) return options.agent.pooled;
  if (profile === 'node') return yes('undici keeps connections; it obeys the Keep-Alive: timeout=N header of a server that sends one', place);
  if (profile === 'node-fetch') return no('node-fetch sends Connection: close unless it is given an agent', place);
  return unsure(profile === 'browser' ? 'browsers keep connections on their own terms' : 'nobody knows where this runs', place);
}
