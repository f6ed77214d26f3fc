import { exact, type Setting } from '../../model/setting.ts';
import { known, never } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Agent } from '../program/agent.ts';
import { inside, methodOf, objectOf } from '../program/calls.ts';
import { type Entry, entryOf, type Located } from '../program/follow.ts';
import { contradictoryUnit } from '../program/named-unit.ts';
import { signalLimit } from '../program/signal.ts';
import { ineffective, suspectMilliseconds } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Written } from '../system.ts';
import { globalTimeout, nodeHttpFacts } from './facts.ts';

const link = 'https://nodejs.org/docs/latest-v20.x/api/http.html#httprequesturl-options-callback';

/** `timeout:` or `setTimeout()` of a request. It ends nothing by itself: some listener has to destroy the request. */
export async function limitOf(call: Call, entries: readonly Entry[], agent: Agent, program: Program, reader: Reader): Promise<{ settings: readonly Setting[]; written: readonly Written[] }> {
  const own = related(call, program);
  const total = await totalOf(call, entries, program, reader);
  if (total) return { settings: [total], written: [] };
  const at = timeoutAt(entries, own, program);
  if (!at) return { settings: destroys(own, program) ? ofAgent(agent, call) : [], written: [] };
  const value = await reader.evaluate(at.expression, at.program, at.scope);
  const option = { system: nodeHttpFacts.system, title: nodeHttpFacts.title, name: 'timeout', timer: 'upstream.read', link } as const;
  const small = suspectMilliseconds(option, value);
  const written = small.length > 0 ? small : await contradictoryUnit(option, 'milliseconds', at, value, reader);
  if (destroys(own, program)) return { settings: [programmed('upstream.read', 'timeout', value, 1, (raw) => (raw === 0 ? never : undefined))], written };
  const name = call.assigned;
  if (name === undefined) return { settings: [], written };
  const idle = ineffective(option, value, at.expression.place, {
    fact: 'the timeout of a request only emits an event, and nothing here destroys the request then',
    symptom: 'the request goes on waiting', advice: `write ${name}.on('timeout', () => ${name}.destroy())`, related: [{ place: call.place, message: 'the request is made here' }],
  });
  return { settings: [], written: [...written, idle] };
}

/** The `timeout` of an agent runs during a request, too: its event reaches those who listen. */
function ofAgent({ profile, pooled, settings }: Agent, { place }: Call): readonly Setting[] {
  const written = settings.find(({ timer, name }) => timer === 'upstream.idle' && name === globalTimeout.name);
  if (written) return [{ ...written, timer: 'upstream.read' }];
  if (profile !== 'global' || pooled.value !== 'yes') return [];
  const { value, name, link: source } = globalTimeout;
  return [{ timer: 'upstream.read', name, value: known(value, String(value)), provenance: { kind: 'default', of: nodeHttpFacts.title, link: source }, place, via: [], window: exact, fixed: false }];
}

/** A signal, or a `setTimeout` that destroys the request. */
async function totalOf(call: Call, entries: readonly Entry[], program: Program, reader: Reader): Promise<Setting | undefined> {
  const signal = entryOf(entries, 'signal');
  const limit = signal && (await signalLimit(signal, call.place, reader));
  if (limit || call.assigned === undefined) return limit;
  const ends = new Set([`${call.assigned}.destroy`, `${call.assigned}.abort`]);
  const timer = program.calls.find((one) => one.callee === 'setTimeout' && inside(call.scope, one.scope) && endsIn(one, ends, program));
  const delay = timer?.args[1];
  return timer && delay && programmed('upstream.deadline', 'setTimeout', await reader.evaluate(delay, program, timer.scope), 1);
}

const endsIn = (timer: Call, ends: ReadonlySet<string>, program: Program): boolean => {
  const [action] = timer.args;
  return action?.kind === 'callback' && program.calls.some((call) => ends.has(call.callee) && call.scope.includes(action.function));
};

/** Calls on the request: `req.setTimeout(…)`, `req.on('timeout', …)`. */
const related = (call: Call, program: Program): readonly Call[] =>
  program.calls.filter((one) => (call.assigned !== undefined && objectOf(one) === call.assigned && inside(call.scope, one.scope)) || one.receiver === call);

function timeoutAt(entries: readonly Entry[], own: readonly Call[], program: Program): Located | undefined {
  const call = own.find((one) => methodOf(one) === 'setTimeout');
  const [first] = call?.args ?? [];
  return call && first ? { expression: first, program, scope: call.scope } : entryOf(entries, 'timeout');
}

/** A listener of the timeout that is written elsewhere is trusted. */
function destroys(own: readonly Call[], program: Program): boolean {
  return own.some((one) => {
    const listens = /^(on|once|addListener)$/.test(methodOf(one)) && one.args[0]?.kind === 'literal' && one.args[0].value === 'timeout';
    const action = listens ? one.args[1] : methodOf(one) === 'setTimeout' ? one.args[1] : undefined;
    if (action === undefined) return false;
    return action.kind !== 'callback' || program.calls.some((inner) => /^(destroy|abort)$/.test(methodOf(inner)) && inner.scope.includes(action.function));
  });
}
