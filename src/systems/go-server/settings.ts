import type { Version } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type OneOf, type Value } from '../../model/value.ts';
import { inside, methodOf, objectOf } from '../program/calls.ts';
import type { Located } from '../program/follow.ts';
import { durationField } from '../program/go-duration.ts';
import type { GoContext } from '../program/go-value.ts';
import { derived } from '../setting.ts';
import type { Written } from '../system.ts';
import { atLeast } from '../version.ts';
import { goServerFacts, headerWhileIdle } from './facts.ts';
import type { Server } from './servers.ts';

const http: Readonly<Record<string, Timer>> = { ReadTimeout: 'downstream.request', ReadHeaderTimeout: 'downstream.header', WriteTimeout: 'downstream.response', IdleTimeout: 'downstream.idle' };
const grpc: Readonly<Record<string, Timer>> = { MaxConnectionIdle: 'downstream.idle', MaxConnectionAge: 'downstream.lifetime', Time: 'probe.idle' };
const fields: Readonly<Record<Server['kind'], Readonly<Record<string, Timer>>>> = { http, http2: { IdleTimeout: 'downstream.idle' }, grpc, bare: {} };
const link = 'https://pkg.go.dev/net/http#Server';

const shutdown = 'https://pkg.go.dev/net/http#Server.Shutdown';

export interface Limits {
  readonly settings: readonly Setting[];
  readonly written: readonly Written[];
}

/** The fields of a server literal and what is assigned to it later. */
export async function limitsOf(server: Server, version: Version, context: GoContext): Promise<Limits> {
  const found: { setting: Setting; written: readonly Written[] }[] = [];
  for (const [name, timer] of Object.entries(fields[server.kind])) {
    const at = valueOf(server, name);
    if (at) found.push(await durationField({ system: goServerFacts.system, title: goServerFacts.title, name, timer, link }, at, context));
  }
  const end = stopLimit(server);
  if (end) found.push(await durationField({ system: goServerFacts.system, title: goServerFacts.title, name: 'Shutdown', timer: 'stop.graceful', link: shutdown }, end, context));
  const settings = found.map((one) => one.setting);
  return { settings: server.kind === 'http' ? [...settings.filter((one) => !isUnset(one)), ...fallbacks(settings, server, version)] : settings, written: found.flatMap((one) => one.written) };
}

/** `IdleTimeout: 0` leaves it to the fallback. */
const isUnset = ({ name, value }: Setting): boolean => /^(IdleTimeout|ReadHeaderTimeout)$/.test(name) && value.kind === 'known' && value.amount === Number.POSITIVE_INFINITY;

/** `ctx, cancel := context.WithTimeout(…, limit)` before the only `server.Shutdown(ctx)` of the file. */
function stopLimit({ call, program, kind }: Server): Located | undefined {
  const calls = program.calls.filter((one) => methodOf(one) === 'Shutdown' && one.args.length === 1 && (call.assigned === undefined || objectOf(one) === call.assigned));
  const [only] = calls;
  const [given] = only?.args ?? [];
  if (kind !== 'http' || !only || calls.length > 1 || given?.kind !== 'name') return undefined;
  const made = program.definitions.findLast((one) => one.name === given.path.join('.') && inside(one.scope, only.scope))?.value;
  const limit = made?.kind === 'call' && made.callee === 'context.WithTimeout' ? made.args[1] : undefined;
  return limit && { expression: limit, program, scope: only.scope };
}

function valueOf({ call, program, kind }: Server, field: string): Located | undefined {
  if (kind === 'grpc') return grpcField(program, field);
  const later = call.assigned === undefined ? undefined : program.definitions.findLast((one) => one.name === `${call.assigned}.${field}`);
  if (later) return { expression: later.value, program, scope: later.scope };
  const keyword = call.keywords.find((one) => one.name === field);
  return keyword && { expression: keyword.value, program, scope: call.scope };
}

/** `keepalive.ServerParameters{ … }` of the same file. */
function grpcField(program: Server['program'], field: string): Located | undefined {
  const literal = program.calls.find((one) => one.callee === 'keepalive.ServerParameters');
  const keyword = literal?.keywords.find((one) => one.name === field);
  return literal && keyword && { expression: keyword.value, program, scope: literal.scope };
}

/** net/http's own substitutes for what is not set. */
function fallbacks(settings: readonly Setting[], { call }: Server, version: Version): readonly Setting[] {
  const named = (name: string): Setting | undefined => settings.find((one) => one.name === name && !isUnset(one));
  const [read, header] = [named('ReadTimeout'), named('ReadHeaderTimeout')];
  const made: Setting[] = [];
  const add = (timer: Timer, name: string, value: Value, how: string, from: Setting): void => void made.push({ ...derived(timer, name, value, how, [from]), place: call.place, via: [from.place, ...from.via] });
  if (!header && read) add('downstream.header', 'ReadHeaderTimeout', read.value, 'ReadHeaderTimeout is not set, so ReadTimeout counts', read);
  if (named('IdleTimeout')) return made;
  if (read && !isNever(read)) add('downstream.idle', 'IdleTimeout', read.value, 'IdleTimeout is not set, so ReadTimeout counts', read);
  else if (header && !isNever(header)) addHeader(header, version, add);
  return made;
}

const isNever = ({ value }: Setting): boolean => value.kind === 'known' && value.amount === Number.POSITIVE_INFINITY;

function addHeader(header: Setting, version: Version, add: (timer: Timer, name: string, value: Value, how: string, from: Setting) => void): void {
  const how = 'neither IdleTimeout nor ReadTimeout is set, and old releases of Go count ReadHeaderTimeout';
  if (version.known !== undefined && atLeast(version.known, headerWhileIdle.mendedSince) === true) return;
  const isOld = version.known !== undefined && atLeast(version.known, headerWhileIdle.affectedBefore) === false;
  add('downstream.idle', 'IdleTimeout', isOld || header.value.kind !== 'known' ? header.value : either(header.value.amount), how, header);
}

const either = (amount: number): OneOf => ({
  kind: 'one-of', members: [{ amount, when: `Go before ${headerWhileIdle.affectedBefore}` }, { amount: never.amount, when: `Go from ${headerWhileIdle.mendedSince}` }], settledBy: `versions: { go-server: "${headerWhileIdle.mendedSince}" }`,
});
