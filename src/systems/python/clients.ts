import type { Protocol } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, no } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import type { Located } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading, Written } from '../system.ts';
import { elsewhere } from './amounts.ts';
import { fullCallee, isCommand } from './library.ts';
import { type ClientObject, objectOfCall, objectsOf, outlives } from './objects.ts';
import { addressesOf, located } from './urls.ts';
import { packageVersion } from './version.ts';

/** A Python HTTP library as its readers see it. */
export interface Library {
  readonly system: string;
  readonly title: string;
  readonly package: string;
  /** Full names of the classes that make a client. */
  readonly constructors: RegExp;
  /** Full names of the functions that make a request without one. */
  readonly functions: RegExp;
  readonly methods: ReadonlySet<string>;
  /** The URL is the first argument of every call, whatever its name. */
  readonly urlFirst?: true;
  readonly object: (object: ClientObject, program: Program, reader: Reader) => Promise<Setup>;
  /** What a call sets of its own. */
  readonly call: (call: Call, program: Program, reader: Reader) => Promise<Own>;
  /** Options that only calls can set: unknown for a client whose calls stand in other files. */
  readonly perCall?: readonly (readonly [Timer, string])[];
}

export interface Own {
  readonly settings: readonly Setting[];
  readonly written?: readonly Written[];
}

/** What holds for every call of one client. */
export interface Setup extends Own {
  readonly profile?: string;
  readonly base?: Expression;
  readonly protocol?: Protocol;
  /** Why it keeps no connections, or nobody can tell; else its lifetime decides. */
  readonly pooled?: Fact;
}

interface Group extends Client {
  readonly object?: ClientObject;
  readonly setup: Setup;
  readonly pooled: Fact;
  readonly written: Written[];
}

export async function readClients(source: Source, reader: Reader, library: Library): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (program === undefined) return undefined;
  const objects = objectsOf(program, library.constructors);
  const groups = await Promise.all(objects.map((object) => groupOf(object, program, reader, library)));
  const bare = await bareGroup(program, reader, library);
  for (const call of program.calls) await place(call, groups, program, reader, library);
  const kind = { system: library.system, title: library.title, version: packageVersion(library.package, [source.path], reader) };
  const all = bare ? [bare, ...groups] : groups;
  const layers: readonly LayerReading[] = all.flatMap((group) => layersOf([complete(group, library)], kind, group.pooled)).map((layer) => (isCommand(source.path, source.text) ? { ...layer, command: true } : layer));
  return layers.length === 0 ? undefined : { layers, written: all.flatMap((group) => group.written) };
}

/** Calls in other files may pass what this file does not. */
function complete(group: Group, library: Library): Group {
  const { object } = group;
  if (group.routes.length > 0 || object === undefined) return group;
  const hidden = (library.perCall ?? []).map(([timer, name]) => elsewhere(timer, name, object.call));
  return { ...group, settings: over(group.settings, hidden) };
}

async function groupOf(object: ClientObject, program: Program, reader: Reader, library: Library): Promise<Group> {
  const setup = await library.object(object, program, reader);
  return { object, setup, pooled: setup.pooled ?? outlives(object, program), place: object.call.place, settings: setup.settings, routes: [], written: [...(setup.written ?? [])], ...(setup.profile === undefined ? {} : { profile: setup.profile }) };
}

async function bareGroup(program: Program, reader: Reader, library: Library): Promise<Group | undefined> {
  const calls = program.calls.filter((call) => library.functions.test(fullCallee(program, call)));
  const [first] = calls;
  if (first === undefined) return undefined;
  const group: Group = { setup: { settings: [] }, pooled: no('a plain function of the library opens a connection for each call', first.place), place: first.place, settings: [], routes: [], written: [] };
  for (const call of calls) await add(call, group, program, reader, library);
  return group;
}

async function place(call: Call, groups: readonly Group[], program: Program, reader: Reader, library: Library): Promise<void> {
  if (!library.methods.has(methodOf(call))) return;
  const object = objectOfCall(call, groups.flatMap((group) => group.object ?? []), program);
  const group = object && groups.find((one) => one.object?.call === object.call);
  if (group) await add(call, group, program, reader, library);
}

async function add(call: Call, group: Group, program: Program, reader: Reader, library: Library): Promise<void> {
  const own = await library.call(call, program, reader);
  const base: Located | undefined = group.setup.base && group.object && located(group.setup.base, group.object.call, program);
  const method = methodOf(call);
  const url = library.urlFirst ? (keyword(call, 'url') ?? keyword(call, 'fullurl'))?.value ?? call.args[0] : urlOf(call);
  for (const address of await addressesOf(url && located(url, call, program), base, reader)) {
    const verb = /^(?:get|post|put|patch|delete|head|options)$/.test(method) ? { method: method.toUpperCase() } : {};
    const pooled: Fact = group.pooled;
    group.routes.push(routeOf({ ...address, route: { ...address.route, ...verb } }, call.place, over(own.settings, group.settings), pooled, group.setup.protocol));
  }
  group.written.push(...(own.written ?? []));
}

const verbFirst: ReadonlySet<string> = new Set(['request', 'stream', 'urlopen', 'request_encode_url', 'request_encode_body']);

const urlOf = (call: Call): Expression | undefined => keyword(call, 'url')?.value ?? call.args[verbFirst.has(methodOf(call)) ? 1 : 0];
