import { exact, type Setting } from '../../model/setting.ts';
import { type Fact, known, no } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { objectOf } from '../program/calls.ts';
import { follow, type Located } from '../program/follow.ts';
import { followed, hiddenIn } from '../python/amounts.ts';
import { type Library, type Own, readClients, type Setup } from '../python/clients.ts';
import { textOf } from '../python/evaluated.ts';
import { fullCallee, imports, innermostClass } from '../python/library.ts';
import type { ClientObject } from '../python/objects.ts';
import { probesOf } from '../python/sockets.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { type Adapter, adapterOf, probesIn } from './adapter.ts';
import { defaultTimeout } from './default-timeout.ts';
import { facts, timeoutLink } from './facts.ts';
import { retrySettings } from './retry.ts';
import { timeoutOf } from './timeout.ts';

const library: Library = {
  system: 'python-requests', title: facts.title, package: 'requests',
  constructors: /^requests\.(?:sessions\.)?(?:Session|session)$|^urllib3\.(?:poolmanager\.)?(?:PoolManager|ProxyManager|HTTPConnectionPool|HTTPSConnectionPool)$|^urllib3\.connectionpool\.HTTPS?ConnectionPool$/,
  functions: /^requests\.(?:api\.)?(?:get|post|put|patch|delete|head|options|request)$|^urllib3\.request$/,
  methods: new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request', 'urlopen']),
  object: sessionOf,
  call: callOf,
  perCall: [['upstream.connect', 'timeout'], ['upstream.read', 'timeout']],
};

export const claims = (path: string, text: string): boolean => imports(path, text, /^[ \t]*(?:import|from)[ \t]+(?:requests|urllib3)\b/m);

export const fromFile = (source: Source, reader: Reader): Promise<Reading | undefined> => readClients(source, reader, library);

async function sessionOf(object: ClientObject, program: Program, reader: Reader): Promise<Setup> {
  const { call, subclass } = object;
  if (/^urllib3\./.test(fullCallee(program, call))) return poolManager(call, program, reader);
  const adapters = await Promise.all(mounted(object, program).map(async (value) => adapterOf(await follow(value, reader), reader)));
  const own = subclass ? defaultTimeout(subclass, call, program) : undefined;
  const timeout = own ?? adapters.find((adapter) => adapter.timeout)?.timeout;
  const settings = firstOfEach([...(await given(timeout, call, reader)), ...adapters.flatMap((adapter) => adapter.settings), ...(subclass ? await probesIn(subclass, program, reader) : []), ...(await globalProbes(program, reader))]);
  const pooled = adapters.find((adapter: Adapter) => adapter.pooled)?.pooled;
  return { settings, written: deafTimeout(object, program), ...(pooled ? { pooled } : {}) };
}

/** The first of each timer: an adapter for https stands before the process-wide default. */
const firstOfEach = (settings: readonly Setting[]): readonly Setting[] => settings.filter((setting, index) => settings.findIndex((other) => other.timer === setting.timer) === index);

/** `session.mount("https://", adapter)` where the session was made, and `self.mount(…)` in its own class. */
function mounted({ call, subclass }: ClientObject, program: Program): readonly Located[] {
  return program.calls.flatMap((other) => {
    const adapter = other.args[1];
    if (!other.callee.endsWith('.mount') || adapter === undefined) return [];
    const owner = objectOf(other);
    const same = owner === call.assigned && (other.scope.at(-1) === call.scope.at(-1) || owner.includes('.') || call.scope.length === 0);
    return same || (subclass && owner === 'self' && innermostClass(other.scope) === subclass) ? [{ expression: adapter, program, scope: other.scope }] : [];
  });
}

/** `HTTPConnection.default_socket_options = …` changes every connection of the process. */
async function globalProbes(program: Program, reader: Reader): Promise<readonly Setting[]> {
  const patched = program.definitions.findLast((one) => one.name.endsWith('.default_socket_options'));
  return patched ? probesOf({ expression: patched.value, program, scope: patched.scope }, reader) : [];
}

async function poolManager(call: Call, program: Program, reader: Reader): Promise<Setup> {
  const value = keyword(call, 'timeout')?.value;
  const timeout = value && { expression: value, program, scope: call.scope };
  const options = keyword(call, 'socket_options')?.value;
  const probes: readonly Setting[] = options ? await probesOf({ expression: options, program, scope: call.scope }, reader) : await globalProbes(program, reader);
  return {
    profile: 'urllib3',
    settings: [...(await given(timeout, call, reader)), ...probes, ...(await attemptsOf(call, program, reader))],
  };
}

/** urllib3 repeats by itself: nothing is read only where nothing is written. */
async function attemptsOf(call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const value = keyword(call, 'retries')?.value;
  if (value === undefined) return [];
  const { expression, ...at } = await followed(value, call, program, reader);
  if (expression.kind === 'literal' && (expression.value === false || typeof expression.value === 'number')) {
    const attempts = known(Number(expression.value) + 1, expression.text);
    return [{ timer: 'retry.attempts', name: 'retries', value: attempts, provenance: { kind: 'configured' }, place: expression.place, via: [], window: exact, fixed: false }];
  }
  const found = expression.kind === 'call' ? await retrySettings(expression, { ...at, expression }, reader) : [];
  return found.length > 0 ? found : [hiddenIn('retry.attempts', 'retries', call)];
}

/** The timeout of calls that name none. */
const given = async (timeout: Located | undefined, call: Call, reader: Reader): Promise<readonly Setting[]> =>
  timeout ? (await timeoutOf(timeout.expression, { ...call, scope: timeout.scope }, timeout.program, reader)).settings : [];

async function callOf(call: Call, program: Program, reader: Reader): Promise<Own> {
  const own = keyword(call, 'timeout')?.value;
  const probes = await globalForBare(call, program, reader);
  if (own === undefined) return { settings: spreads(call) ? [hiddenIn('upstream.connect', 'timeout', call), hiddenIn('upstream.read', 'timeout', call), ...probes] : probes };
  const timeout = await timeoutOf(own, call, program, reader);
  return { ...timeout, settings: [...timeout.settings, ...probes] };
}

const globalForBare = async (call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> => (library.functions.test(fullCallee(program, call)) ? globalProbes(program, reader) : []);

/** `session.timeout = 5`: a Session has no such attribute. Code that reads it back itself knows what it does. */
function deaf(call: Call, program: Program): Program['definitions'][number] | undefined {
  if (call.assigned === undefined) return undefined;
  const name = `${call.assigned}.timeout`;
  const found = program.definitions.find((one) => one.name === name && call.scope.every((part, index) => one.scope[index] === part || part.kind === 'function'));
  return found && program.source.text.split(name).length === 2 ? found : undefined;
}

function deafTimeout({ call, subclass }: ClientObject, program: Program): readonly Written[] {
  const found = subclass ? undefined : deaf(call, program);
  if (found === undefined) return [];
  const expression: Expression = found.value;
  const fact: Fact = no('a requests Session has no timeout of its own', found.place);
  return [{
    fault: 'ineffective', system: 'python-requests', name: `${call.assigned}.timeout`, text: textOf({ kind: 'value', value: expression.text, origin: 'literal', places: [expression.place] }), timer: 'upstream.read', place: expression.place,
    related: [{ place: call.place, message: 'the session' }], works: fact, symptom: 'every call waits for ever', advice: `pass timeout=${expression.text} to each call, or mount an adapter that sets it`, link: timeoutLink,
  }];
}
