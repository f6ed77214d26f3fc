import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { never } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { chainOf, localNames, methodOf, objectOf } from '../program/calls.ts';
import { inProcess } from '../program/environment.ts';
import { entryOf as entry, follow, type Located, nameOf, record } from '../program/follow.ts';
import { imageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { LayerReading, Reading } from '../system.ts';
import { launchOf } from '../node/launch.ts';
import { modulesOf } from '../node/modules.ts';
import { entryOf } from '../node/read.ts';
import { bunFacts, defaultPort } from './facts.ts';

/** `Bun.serve` and Elysia in what a Bun process runs. */
export async function readBun(process: Process, plain: Reader): Promise<Reading | undefined> {
  const launch = launchOf(process, plain);
  if (launch?.runtime !== 'bun') return undefined;
  const reader = inProcess(plain, process);
  const source = entryOf(launch, process, reader);
  const programs = source ? await modulesOf(source, reader) : [];
  const layers: LayerReading[] = [];
  for (const program of programs) {
    reader.claim(program.source);
    for (const server of await serversIn(program, reader)) layers.push(await layerOf(server, process, reader));
  }
  return { layers };
}

interface Server {
  readonly call: Call;
  readonly options: Located | undefined;
}

async function serversIn(program: Program, reader: Reader): Promise<readonly Server[]> {
  const servers: Server[] = [];
  const named = localNames(program, ['bun'], ['serve']);
  for (const call of program.calls) {
    const [first] = call.args;
    const options = first && { expression: first, program, scope: call.scope };
    if (call.callee === 'Bun.serve' || named.includes(call.callee)) servers.push({ call, options });
    else if (methodOf(call) === 'listen' && (await isElysia(call, program, reader))) servers.push({ call, options });
  }
  return servers;
}

/** `new Elysia().use(…).listen(3000)`, in one chain or through a variable. */
async function isElysia(call: Call, program: Program, reader: Reader): Promise<boolean> {
  const names = localNames(program, ['elysia'], ['Elysia', 'default']);
  if (call.receiver) return names.includes(chainOf(call)[0]?.callee ?? '');
  const { expression } = await follow({ expression: nameOf(objectOf(call), call), program, scope: call.scope }, reader);
  return expression.kind === 'call' && names.includes(chainOf(expression)[0]?.callee ?? '');
}

async function layerOf({ call, options }: Server, process: Process, reader: Reader): Promise<LayerReading> {
  const entries = (options && (await record(options, reader))?.entries) ?? [];
  const idle = entry(entries, 'idleTimeout');
  const image = imageVersion(process, 'bun');
  const port = entry(entries, 'port') ?? (entries.length === 0 ? options : undefined);
  const value = port && (await reader.evaluate(port.expression, port.program, port.scope));
  const number = value?.kind === 'value' && /^\d{1,5}$/.test(String(value.value)) ? Number(value.value) : undefined;
  return {
    system: bunFacts.system, kind: 'app-server', name: `${bunFacts.title} (${process.workload.kind.toLowerCase()}/${process.workload.name})`,
    version: image ?? { reason: 'no image tag tells the version of Bun' }, profile: 'bun', place: call.place, process, routes: [],
    settings: idle ? await limits(idle, reader) : [],
    listens: [listener(number ?? (port ? undefined : defaultPort), call.place)],
  };
}

async function limits(at: Located, reader: Reader): Promise<readonly Setting[]> {
  const value = await reader.evaluate(at.expression, at.program, at.scope);
  return (['downstream.idle', 'exchange.idle'] as const).map((timer) => programmed(timer, 'idleTimeout', value, 1000, (raw) => (raw === 0 ? never : undefined)));
}

const listener = (port: number | undefined, place: Place): LayerReading['listens'][number] => ({ kind: 'port', port, protocol: 'http/1.1', place });
