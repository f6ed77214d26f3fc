import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { globalAgent } from '../program/agent.ts';
import { keyOf, localNames, methodOf, objectOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { entryOf, follow, type Located, nameOf, record } from '../program/follow.ts';
import { addressOf, joined, type Pieces, piecesOf } from '../program/url.ts';
import { packageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { gotFacts } from './facts.ts';
import { type Library, limitsOf } from './limits.ts';

const verb = /^(get|post|put|patch|delete|head|stream|paginate)$/;

/** got and ky, with their extended instances. */
export async function readGot(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const readings = [];
  for (const library of ['got', 'ky'] as const) {
    const names = localNames(program, [library], ['default', '*', library]);
    if (names.length > 0) readings.push(await readLibrary(library, names, program, reader));
  }
  return readings.length === 0 ? undefined : { layers: readings.flatMap((one) => one.layers ?? []), written: readings.flatMap((one) => one.written ?? []) };
}

interface Instance {
  readonly client: Client;
  readonly base: Pieces;
}

async function readLibrary(library: Library, names: readonly string[], program: Program, reader: Reader): Promise<Reading> {
  const written: Written[] = [];
  const instances = new Map<string, Instance>();
  const pooled = library === 'ky' ? { value: 'unknown' as const, why: 'ky uses the fetch of its runtime', places: [] } : globalAgent(reader, program.source.path, program.source.place(0)).pooled;
  const profile = library === 'got' && pooled.value === 'yes' ? 'got-pooled' : library;
  for (const call of program.calls.filter((one) => names.includes(objectOf(one)) && /^(extend|create)$/.test(methodOf(one)))) {
    const { settings, base } = await configured(call.args[0] && located(call.args[0], program, call), library, reader, written);
    instances.set(keyOf(call), { client: { place: call.place, profile, settings, routes: [] }, base: base ?? [] });
  }
  for (const call of program.calls) {
    const instance = await called(call, names, program, instances, profile, reader);
    if (!instance) continue;
    const [url, options] = call.args;
    const own = await configured(options && located(options, program, call), library, reader, written);
    const address = addressOf(joined(own.base ?? instance.base, url ? await piecesOf(located(url, program, call), reader) : []), url?.text ?? call.text);
    instance.client.routes.push(routeOf(address, call.place, over(own.settings, instance.client.settings), pooled));
  }
  const kind = { system: gotFacts.system, title: library, version: packageVersion(reader, library, program.source.path, library) };
  return { layers: layersOf([...instances.values()].map((instance) => instance.client), kind, pooled), written };
}

const located = (expression: Located['expression'], program: Program, call: Call): Located => ({ expression, program, scope: call.scope });

async function configured(at: Located | undefined, library: Library, reader: Reader, written: Written[]): Promise<{ settings: Client['settings']; base?: Pieces }> {
  const entries = (at && (await record(at, reader))?.entries) ?? [];
  const limits = await limitsOf(entries, library, reader);
  written.push(...limits.written);
  const base = entryOf(entries, 'prefixUrl');
  return { settings: limits.settings, ...(base && { base: await piecesOf(base, reader) }) };
}

/** The instance that a call is made on; the module itself becomes one at its first call. */
async function called(call: Call, names: readonly string[], program: Program, instances: Map<string, Instance>, profile: string, reader: Reader): Promise<Instance | undefined> {
  if (call.receiver || call.construct !== 'call') return undefined;
  const owner = objectOf(call);
  const isVerb = owner !== '' && verb.test(methodOf(call));
  if (names.includes(call.callee) || (isVerb && names.includes(owner))) return moduleInstance(call, instances, profile);
  const name = isVerb ? owner : call.callee;
  if (instances.size === 0 || name === '') return undefined;
  const found = await follow({ expression: nameOf(name, call), program, scope: call.scope }, reader);
  return found.expression.kind === 'call' && found.program === program ? instances.get(keyOf(found.expression)) : undefined;
}

function moduleInstance(call: Call, instances: Map<string, Instance>, profile: string): Instance {
  const instance = instances.get('') ?? { client: { place: call.place, profile, settings: [], routes: [] }, base: [] };
  instances.set('', instance);
  return instance;
}
