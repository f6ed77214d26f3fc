import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { keyOf, localNames, methodOf, objectOf } from '../program/calls.ts';
import { layersOf, over, routeOf } from '../program/client.ts';
import { follow, nameOf } from '../program/follow.ts';
import { addressOf, joined } from '../program/url.ts';
import { usersOf } from '../program/users.ts';
import { packageVersion } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { type Config, configOf, emptyConfig, requestConfig } from './config.ts';
import { axiosFacts } from './facts.ts';
import { type Instance, instanceOf, moduleInstance } from './instance.ts';

const verb = /^(get|delete|head|options|post|put|patch|postForm|putForm|patchForm|request)$/;

/** axios itself and every `axios.create()` of a file, with the calls of other files on exported instances. */
export async function readAxios(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const names = program ? localNames(program, ['axios'], ['default', '*', 'axios']) : [];
  if (!program || names.length === 0) return undefined;
  const written: Written[] = [];
  const instances = new Map<string, Instance>();
  for (const call of program.calls.filter((one) => names.includes(objectOf(one)) && methodOf(one) === 'create')) {
    instances.set(keyOf(call), await instanceOf(call, program, reader, written));
  }
  const plain = await moduleInstance(program, names, reader, written);
  for (const call of program.calls) {
    const instance = await called(call, program, names, instances, reader);
    if (instance !== undefined) await addRoute(instance === 'module' ? plain : instance, call, program, reader, written);
  }
  for (const instance of instances.values()) await elsewhere(instance, program, reader, written);
  return { layers: layers([...instances.values(), ...(plain.client.routes.length > 0 ? [plain] : [])], program, reader), written };
}

function layers(instances: readonly Instance[], program: Program, reader: Reader): NonNullable<Reading['layers']> {
  const kind = { system: axiosFacts.system, title: axiosFacts.title, version: packageVersion(reader, axiosFacts.system, program.source.path, 'axios') };
  return instances.flatMap((instance) => layersOf([instance.client], kind, instance.config.agent.pooled));
}

/** Whose call it is: the module's, an instance's, or nobody's. */
async function called(call: Call, program: Program, names: readonly string[], instances: ReadonlyMap<string, Instance>, reader: Reader): Promise<Instance | 'module' | undefined> {
  const owner = objectOf(call);
  if (call.receiver?.kind === 'call') return verb.test(methodOf(call)) ? instances.get(keyOf(call.receiver)) : undefined;
  if (call.receiver) return undefined;
  if (names.includes(call.callee) || (names.includes(owner) && verb.test(methodOf(call)))) return 'module';
  const name = verb.test(methodOf(call)) && owner !== '' ? owner : call.callee;
  if (name === '' || call.construct !== 'call' || instances.size === 0) return undefined;
  const found = await follow({ expression: nameOf(name, call), program, scope: call.scope }, reader);
  return found.expression.kind === 'call' && found.program === program ? instances.get(keyOf(found.expression)) : undefined;
}

async function addRoute(instance: Instance, call: Call, program: Program, reader: Reader, written: Written[]): Promise<void> {
  const request = await requestConfig(call, program, reader);
  const config: Config = request.config ? await configOf(request.config, instance.runtime, program, reader) : emptyConfig(instance.config);
  written.push(...config.written);
  const url = config.url ?? request.url;
  const address = addressOf(joined(config.base ?? instance.config.base ?? [], url ?? [{ expression: call.text }]), request.text);
  const agent = config.ownAgent ? config.agent : instance.config.agent;
  instance.client.routes.push(routeOf(address, call.place, over(config.settings, instance.client.settings), agent.pooled));
}

/** Calls on an exported instance in the files that import it. */
async function elsewhere(instance: Instance, program: Program, reader: Reader, written: Written[]): Promise<void> {
  if (instance.exported.length === 0) return;
  for (const user of await usersOf(program, instance.exported, reader)) {
    const calls = user.program.calls.filter((call) => !call.receiver && (call.callee === user.local || (objectOf(call) === user.local && verb.test(methodOf(call)))));
    for (const call of calls) await addRoute(instance, call, user.program, reader, written);
  }
}
