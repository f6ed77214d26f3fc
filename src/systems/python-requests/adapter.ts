import { second } from '../../model/duration.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { type Fact, known, unsure } from '../../model/value.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, ClassScope, Program } from '../../syntax/program/tree.ts';
import type { Located } from '../program/follow.ts';
import { followed, secondsOf } from '../python/amounts.ts';
import { fullCallee, innermostClass } from '../python/library.ts';
import { probesOf } from '../python/sockets.ts';
import type { Reader } from '../reader.ts';
import { defaultTimeout } from './default-timeout.ts';
import { toolbeltProbe } from './facts.ts';
import { retrySettings } from './retry.ts';

/** What an adapter changes for every request of its session. */
export interface Adapter {
  readonly settings: readonly Setting[];
  readonly timeout?: Located;
  readonly pooled?: Fact;
}

const toolbelt = /^requests_toolbelt\..*TCPKeepAliveAdapter$/;

export async function adapterOf(found: Located, reader: Reader): Promise<Adapter> {
  const { expression: made, program } = found;
  if (made.kind !== 'call') return { settings: [], pooled: unsure('the adapter is made elsewhere', made.place) };
  const full = fullCallee(program, made);
  const retries = await retriesOf(made, found, reader);
  if (/(?:^|\.)HTTPAdapter$/.test(full)) return { settings: retries };
  if (toolbelt.test(full)) return { settings: [...retries, ...(await toolbeltProbes(made, found, reader))] };
  const own = program.classes.find((one) => one.name === made.callee);
  if (own === undefined) return { settings: retries, pooled: unsure(`the adapter ${made.callee} is made elsewhere`, made.place) };
  return { ...ownAdapter(own, made, program), settings: [...retries, ...(await probesIn(own, program, reader))] };
}

function ownAdapter(own: ClassScope, made: Call, program: Program): Omit<Adapter, 'settings'> {
  const timeout = defaultTimeout(own, made, program);
  const replaced = program.definitions.find((one) => innermostClass(one.scope) === own && /(?:^|\.)(?:poolmanager|pool_classes_by_scheme|ConnectionCls)$/.test(one.name) && !/\bPoolManager\(/.test(one.value.text));
  return { ...(timeout ? { timeout } : {}), ...(replaced ? { pooled: unsure('the adapter replaces the pool', replaced.place) } : {}) };
}

/** Socket options that a class passes on: `kwargs["socket_options"] = […]`, `PoolManager(socket_options=…)`. */
export async function probesIn(owner: ClassScope, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const assigned = program.definitions.findLast((one) => innermostClass(one.scope) === owner && /(?:^|\.)socket_options$/.test(one.name));
  const passed = program.calls.flatMap((call) => {
    const option = innermostClass(call.scope) === owner ? keyword(call, 'socket_options') : undefined;
    return option ? [{ expression: option.value, program, scope: call.scope }] : [];
  })[0];
  const value: Located | undefined = assigned ? { expression: assigned.value, program, scope: assigned.scope } : passed;
  return value ? probesOf(value, reader) : [];
}

/** `idle`, or what the adapter takes unless it is written. */
async function toolbeltProbes(made: Call, at: Located, reader: Reader): Promise<readonly Setting[]> {
  const idle = keyword(made, 'idle');
  if (idle) return [await secondsOf('probe.idle', 'idle', { ...at, expression: idle.value }, reader)];
  const { timer, name, value, link } = toolbeltProbe;
  return [{ timer, name, value: known(value, String(value / second)), provenance: { kind: 'default', of: 'requests-toolbelt', link }, place: made.place, via: [], window: exact, fixed: false }];
}

async function retriesOf(made: Call, at: Located, reader: Reader): Promise<readonly Setting[]> {
  const value = keyword(made, 'max_retries')?.value;
  const found = value && (await followed(value, made, at.program, reader));
  return found?.expression.kind === 'call' && /(?:^|\.)Retry$/.test(found.expression.callee) ? retrySettings(found.expression, found, reader) : [];
}
