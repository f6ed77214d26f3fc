import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import { exact, type Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, no, unknown, yes } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { outlivesCall } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { SystemFacts } from '../facts.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { chainOf, inside, keyOf, methodOf, objectOf } from './calls.ts';
import { type Client, layersOf, over, routeOf } from './client.ts';
import { type Located, nameOf } from './follow.ts';
import { isClientCode } from './client-code.ts';
import { makerOf, stepsOf } from './fluent.ts';
import { addressOf, joined, type Pieces } from './url.ts';

/** An HTTP library whose clients are made by a call and set up by methods on it. */
export interface FluentLibrary {
  readonly facts: SystemFacts;
  readonly version: (source: Source, reader: Reader) => Version;
  readonly makes: (call: Call, program: Program) => boolean;
  /** `undefined` for what turns out to be no client. */
  readonly setup: (made: Made, reader: Reader) => Promise<Setup | undefined>;
  readonly sends: (call: Call) => boolean;
  readonly request: (call: Call, made: Made, reader: Reader) => Promise<Request>;
  /** What a file says that calls a client of another file; without one, a client whose calls nobody sees may have some anywhere. */
  readonly uses?: RegExp;
}

export interface Made {
  readonly maker: Call;
  readonly steps: readonly Call[];
  readonly program: Program;
}

export interface Setup {
  readonly profile?: string;
  readonly settings: readonly Setting[];
  readonly base?: Pieces;
  /** Whether it keeps connections, where that is not a matter of its lifetime. */
  readonly pooled?: Fact;
  /** What only calls can set: unknown for a client whose calls stand in other files. */
  readonly perCall?: readonly (readonly [Timer, string])[];
  readonly written?: readonly Written[];
}

export interface Request {
  readonly settings: readonly Setting[];
  readonly url: Pieces;
  /** As it is written. */
  readonly text: string;
}

/** Files with more are generated. */
const mostClients = 200;
/** A builder is kept under a few names only. */
const mostHolders = 20;

interface Group {
  readonly made: Made;
  readonly setup: Setup;
  readonly client: Client;
  readonly pooled: Fact;
}

export async function readFluent(source: Source, reader: Reader, library: FluentLibrary): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const isMaker = (call: Call): boolean => library.makes(call, program);
  const groups = new Map<string, Group>();
  for (const maker of program.calls.filter(isMaker).slice(0, mostClients)) {
    const made: Made = { maker, steps: stepsOf(maker, program, isMaker), program };
    const setup = await library.setup(made, reader);
    if (setup) groups.set(keyOf(maker), groupOf(made, setup, library));
  }
  if (groups.size === 0) return undefined;
  for (const call of program.calls.filter(library.sends)) await add(call, isMaker, groups, reader, library, program);
  const kind = { system: library.facts.system, title: library.facts.title, version: library.version(source, reader) };
  const all = [...groups.values()].filter(({ client }) => client.routes.length > 0 || isUsed(source, reader, library));
  return { layers: all.flatMap((group) => layersOf([complete(group)], kind, group.pooled)), written: all.flatMap(({ setup }) => setup.written ?? []) };
}

/** A bean that no other file of its module asks for waits for nobody. */
function isUsed({ path }: Source, reader: Reader, { uses }: FluentLibrary): boolean {
  if (!uses) return true;
  const folder = path.slice(0, path.lastIndexOf('/src/') + 1);
  return reader.find(posix.extname(path)).some((other) => other !== path && other.startsWith(folder) && isClientCode(other, '', /./) && uses.test(reader.open(other)?.text ?? ''));
}

function groupOf(made: Made, setup: Setup, library: FluentLibrary): Group {
  const { maker } = made;
  const open = isHandedOn(made) ? timersOf(library.facts).map(([timer, name]) => hiddenSetting(timer, name, 'other code may set it on the builder', maker.place)) : [];
  const client: Client = { place: maker.place, settings: over(setup.settings, open), routes: [], ...(setup.profile === undefined ? {} : { profile: setup.profile }) };
  return { made, setup, client, pooled: setup.pooled ?? lifetime(made, library) };
}

/** A builder that goes to a customizer before it builds. */
function isHandedOn({ maker, steps, program }: Made): boolean {
  if (!steps.some((step) => methodOf(step) === 'build')) return false;
  const builders = new Set([maker, ...steps.filter((step) => methodOf(step) !== 'build')]);
  const names = new Set(program.definitions.filter((one) => one.value.kind === 'call' && builders.has(one.value)).map((one) => one.name));
  return names.size > 0 && program.calls.some((call) => call.args.some((argument) => argument.kind === 'name' && names.has(argument.path.join('.'))) && inside(maker.scope, call.scope));
}

const timersOf = (facts: SystemFacts): readonly (readonly [Timer, string])[] => [...new Map(facts.defaults.filter(({ fixed }) => !fixed).map(({ timer, name }) => [timer, name]))];

/** A pool keeps connections for later only if the client outlives the function that makes it. */
function lifetime({ maker, steps, program }: Made, library: FluentLibrary): Fact {
  const own = [maker, ...steps.slice(0, mostHolders).filter((step) => !chainOf(step).some(library.sends))];
  if (own.some((call) => call.scoped !== true && outlivesCall(program, call))) return yes(`${library.facts.title} keeps connections`, maker.place);
  return no('the client does not outlive the method that makes it', maker.place);
}

async function add(call: Call, isMaker: (call: Call) => boolean, groups: ReadonlyMap<string, Group>, reader: Reader, library: FluentLibrary, program: Program): Promise<void> {
  const group = groups.get(keyOf(call)) ?? (await groupFor(call, isMaker, groups, reader, program));
  if (!group) return;
  const { settings, url, text } = await library.request(call, group.made, reader);
  const address = addressOf(joined(group.setup.base ?? [], url), text);
  group.client.routes.push(routeOf(address, call.place, over(settings, group.client.settings), group.pooled));
}

async function groupFor(call: Call, isMaker: (call: Call) => boolean, groups: ReadonlyMap<string, Group>, reader: Reader, program: Program): Promise<Group | undefined> {
  const at = ownerOf(call, program);
  const found = at && (await makerOf(at, reader, isMaker));
  return found && found.program === program ? groups.get(keyOf(found.call)) : undefined;
}

/** What a method is called on. */
export function ownerOf(call: Call, program: Program): Located | undefined {
  const [first = call] = chainOf(call);
  const expression: Expression | undefined = first !== call ? first : call.receiver ?? (objectOf(call) === '' ? undefined : nameOf(objectOf(call), call));
  return expression && { expression, program, scope: call.scope };
}

function complete({ client, setup, pooled }: Group): Client {
  if (client.routes.length > 0) return client;
  const hidden = (setup.perCall ?? []).map(([timer, name]) => hiddenSetting(timer, name, 'its calls stand elsewhere', client.place));
  const settings = over(client.settings, hidden);
  const elsewhere: Pieces = [{ expression: 'its calls stand elsewhere' }];
  return { ...client, settings, routes: setup.base ? [routeOf(addressOf(joined(setup.base, elsewhere), ''), client.place, settings, pooled)] : [] };
}

/** A setting that somebody may give where this file does not show it. */
export const hiddenSetting = (timer: Timer, name: string, reason: string, place: Call['place']): Setting => ({
  timer, name, value: unknown(reason, name), provenance: { kind: 'configured' }, place, via: [], window: exact, fixed: false,
});
