import { own } from '../../model/own.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, unknown, type Value } from '../../model/value.ts';
import type { Program } from '../../syntax/program/tree.ts';
import { methodOf, objectOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { entryOf, type Located, record } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { LayerReading, Written } from '../system.ts';
import { suspectMilliseconds } from '../program/written.ts';
import { nodeFacts } from './facts.ts';
import type { Server } from './servers.ts';

const properties: Readonly<Record<string, Timer>> = { keepAliveTimeout: 'downstream.idle', headersTimeout: 'downstream.header', requestTimeout: 'downstream.request' };
const fastify: Readonly<Record<string, Timer>> = { ...properties, connectionTimeout: 'exchange.idle' };

/** What is written for a server: its options, then what is assigned to it anywhere in the modules of its process. */
export async function settingsOf(server: Server, programs: readonly Program[], servers: readonly Server[], reader: Reader): Promise<readonly Setting[]> {
  const options = server.options ? await optionSettings(server.options, server.kind, reader) : [];
  const assigned: Setting[] = [];
  for (const { timer, name, at, conditional } of assignments(server, programs, servers)) {
    const value = await reader.evaluate(at.expression, at.program, at.scope);
    const setting = programmed(timer, name, value, 1, zero);
    const before = assigned.findIndex((one) => one.timer === timer);
    const uncertain = conditional || (before >= 0 && !server.names.has(ownerOf(name)));
    const settled = uncertain && before >= 0 && !same(assigned[before]?.value, setting.value) ? { ...setting, value: unknown('it is set to several values', at.expression.text) } : setting;
    if (before >= 0) assigned.splice(before, 1, settled);
    else assigned.push(settled);
  }
  return over(assigned.map((setting) => ({ ...setting, name: setting.name.replace(/^.*\.(?!timeout$)/, '') })), options);
}

/** A bare 1-99 in a clock of milliseconds; 1 ms of idle time is a way to switch keep-alive off. */
export function suspectsIn(layers: readonly LayerReading[]): readonly Written[] {
  const all = layers.flatMap(({ settings }) => settings);
  return all.filter((one, index) => all.findIndex((other) => other.place === one.place && other.timer === one.timer) === index).flatMap(({ timer, name, value, provenance, place, via }) => {
    if (provenance.kind === 'default' || value.kind !== 'known' || (timer === 'downstream.idle' && value.amount <= 1) || value.written !== String(value.amount)) return [];
    const origin = provenance.kind === 'visible-default' ? { origin: 'visible-default', variable: provenance.variable } as const : { origin: 'literal' } as const;
    return suspectMilliseconds({ system: nodeFacts.system, title: nodeFacts.title, name, timer, link }, { kind: 'value', value: value.amount, places: [place, ...via], ...origin });
  });
}

const link = 'https://nodejs.org/docs/latest-v20.x/api/http.html#serverkeepalivetimeout';
const zero = (raw: string | number | boolean | null): Value | undefined => (raw === 0 ? never : undefined);
const same = (one: Value | undefined, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);
const ownerOf = (name: string): string => serverBehind(name.slice(0, Math.max(0, name.lastIndexOf('.'))));

/** `app` of `app.getHttpServer()` and `app.listen()`, which return the server of the application. */
const serverBehind = (owner: string): string => owner.replace(/\.(?:getHttpServer|listen)\(\)$/, '');

async function optionSettings(at: Located, kind: Server['kind'], reader: Reader): Promise<readonly Setting[]> {
  const options = await record(at, reader);
  if (!options) return [];
  const names = kind === 'fastify' ? fastify : properties;
  const settings: Setting[] = [];
  for (const [name, timer] of Object.entries(names)) {
    const entry = entryOf(options.entries, name);
    const value = entry && (await reader.evaluate(entry.expression, entry.program, entry.scope));
    // Fastify replaces a keepAliveTimeout of 0 by its default.
    if (value && !(kind === 'fastify' && name === 'keepAliveTimeout' && value.kind === 'value' && value.value === 0)) settings.push(programmed(timer, name, value, 1, zero));
  }
  return [...settings, ...(await probeSettings(options.entries, reader))];
}

/** `keepAlive: true, keepAliveInitialDelay: ms`: TCP probes on accepted connections. */
async function probeSettings(entries: Parameters<typeof entryOf>[0], reader: Reader): Promise<readonly Setting[]> {
  const on = entryOf(entries, 'keepAlive');
  const delay = entryOf(entries, 'keepAliveInitialDelay');
  const state = on && (await reader.evaluate(on.expression, on.program, on.scope));
  if (!delay || state?.kind !== 'value' || state.value !== true) return [];
  return [programmed('probe.idle', 'keepAliveInitialDelay', await reader.evaluate(delay.expression, delay.program, delay.scope), 1)];
}

interface Assignment {
  readonly timer: Timer;
  readonly name: string;
  readonly at: Located;
  readonly conditional: boolean;
}

/** `server.keepAliveTimeout = …`, `Object.assign(server, { … })`, `server.setTimeout(…)`. */
function assignments(server: Server, programs: readonly Program[], servers: readonly Server[]): readonly Assignment[] {
  const holds = (one: Server, program: Program, owner: string): boolean => [one, ...(one.aliases ?? [])].some((held) => held.program === program && held.names.has(owner));
  const ours = (program: Program, owner: string): boolean => holds(server, program, owner) || !servers.some((one) => holds(one, program, owner));
  return programs.flatMap((program) => [
    ...program.definitions.flatMap((one): readonly Assignment[] => {
      const [, written = '', property = ''] = /^(.*?)\.?(\w+)$/.exec(one.name) ?? [];
      const owner = serverBehind(written);
      const timer = property === 'timeout' ? (server.names.has(owner) && program === server.program ? 'exchange.idle' : undefined) : one.name.includes('.') && !one.field ? own(properties, property) : undefined;
      return timer && ours(program, owner) ? [{ timer, name: property === 'timeout' ? 'server.timeout' : one.name, at: { expression: one.value, program, scope: one.scope }, conditional: one.conditional === true }] : [];
    }),
    ...called(server, program),
  ]);
}

function called(server: Server, program: Program): readonly Assignment[] {
  return program.calls.flatMap((call): readonly Assignment[] => {
    const [first, second] = call.args;
    if (methodOf(call) === 'setTimeout' && program === server.program && server.names.has(objectOf(call)) && first) return [{ timer: 'exchange.idle', name: 'server.timeout', at: { expression: first, program, scope: call.scope }, conditional: call.conditional === true }];
    if (call.callee !== 'Object.assign' || first?.kind !== 'name' || !server.names.has(first.path.join('.')) || second?.kind !== 'record') return [];
    return second.entries.flatMap((entry) => {
      const timer = own(properties, entry.key);
      return timer ? [{ timer, name: entry.key, at: { expression: entry.value, program, scope: call.scope }, conditional: call.conditional === true }] : [];
    });
  });
}
