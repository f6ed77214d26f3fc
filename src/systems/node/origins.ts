import type { Call, FunctionScope, Program, Scope } from '../../syntax/program/tree.ts';
import { objectOf } from '../program/calls.ts';
import { type Located, nameOf, valuesOf } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import type { Server } from './servers.ts';

const deepest = 10;
const most = 40;

/** Servers that another place tells to listen: `server.listen(80)` where `server` comes from a function that makes it. */
export async function joined(servers: readonly Server[], reader: Reader): Promise<readonly Server[]> {
  const makers = new Map<Server, Server[]>();
  for (const server of servers.filter((one) => one.listen === one.call && one.told === true)) {
    const from = await origins({ expression: nameOf(objectOf(server.call), server.call), program: server.program, scope: server.call.scope }, reader);
    const made = servers.filter((one) => one !== server && from.some(({ call, program }) => one.call === call && one.program === program));
    if (made.length > 0) makers.set(server, made);
  }
  const alike = new Set([...makers.values()].flatMap((made) => made.filter((one) => !hasOwnClock(one)).slice(0, -1)));
  return servers.filter((server) => !makers.has(server) && !alike.has(server)).map((server) => {
    const tellers = [...makers].filter(([, made]) => made.includes(server)).map(([teller]) => teller);
    const [first] = tellers;
    return first ? { ...server, aliases: tellers.map(({ program, names }) => ({ program, names })), ...(server.listen ? {} : { listen: first.call, listensIn: first.program }) } : server;
  });
}

/** `https.createServer` and `http.createServer` in two branches are one server to whoever listens, unless their options differ in a clock. */
function hasOwnClock({ options }: Server): boolean {
  const written = options?.expression;
  const named = written?.kind === 'name' ? options?.program.definitions.filter(({ name }) => name === written.path.join('.')).map(({ value }) => value) : [written];
  return (named ?? []).some((value) => value?.kind === 'record' && value.entries.some(({ key }) => /Timeout$|^\.\.\.$/.test(key)));
}

interface Origin {
  readonly call: Call;
  readonly program: Program;
}

/** The calls that a value comes from, through names, imports and what functions of the repository return. */
async function origins(at: Located, reader: Reader, left = deepest): Promise<readonly Origin[]> {
  const { expression, program } = at;
  if (left <= 0) return [];
  if (expression.kind === 'choice') return all(expression.options.map((option) => ({ ...at, expression: option })), reader, left);
  if (expression.kind === 'name') return all(await meanings(at, expression.path.join('.'), reader), reader, left);
  if (expression.kind !== 'call') return [];
  const made = await functionOf(program, expression.callee, reader);
  if (made) return all(made.of.returns.map((value) => ({ expression: value, program: made.program, scope: [...made.of.scope, made.of] })), reader, left);
  // A library hands back what it was given: `stoppable(createServer(app))`.
  return [{ call: expression, program }, ...(await all(expression.args.filter(({ kind }) => kind === 'call' || kind === 'choice' || kind === 'name').map((argument) => ({ ...at, expression: argument })), reader, left))];
}

const all = async (values: readonly Located[], reader: Reader, left: number): Promise<readonly Origin[]> =>
  (await Promise.all(values.slice(0, 5).map((value) => origins(value, reader, left - 1)))).flat().slice(0, most);

async function meanings({ program, scope, expression }: Located, name: string, reader: Reader): Promise<readonly Located[]> {
  const own = valuesOf(program, name, scope).filter(({ value }) => value !== expression && !(value.kind === 'name' && value.path.join('.') === name));
  if (own.length > 0) return own.map((one) => ({ expression: one.value, program, scope: one.scope }));
  const other = await importedFrom(program, name, reader);
  return other ? valuesOf(other.program, other.name, []).map((one) => ({ expression: one.value, program: other.program, scope: one.scope })) : [];
}

async function importedFrom(program: Program, local: string, reader: Reader): Promise<{ readonly program: Program; readonly name: string } | undefined> {
  const [head = '', member] = local.split('.');
  const origin = program.imports.find((entry) => entry.local === head && entry.module.startsWith('.'));
  const other = origin && (await reader.importer.resolve(program, origin.module));
  return other && { program: other, name: origin.name === '*' ? (member ?? 'default') : origin.name };
}

interface Found {
  readonly of: FunctionScope;
  readonly program: Program;
}

async function functionOf(program: Program, name: string, reader: Reader): Promise<Found | undefined> {
  const here = functionHere(program, name);
  if (here) return { of: here, program };
  const other = await importedFrom(program, name, reader);
  const there = other && (functionHere(other.program, other.name) ?? functionHere(other.program, exportedAs(other.program, other.name)));
  return there && { of: there, program: other.program };
}

function functionHere(program: Program, name: string | undefined): FunctionScope | undefined {
  if (name === undefined || name === '') return undefined;
  const value = program.definitions.find((one) => one.name === name && isTop(one.scope) && one.value.kind === 'callback')?.value;
  return value?.kind === 'callback' ? value.function : program.functions.find((one) => one.name === name && isTop(one.scope));
}

const isTop = (scope: Scope): boolean => scope.length === 0;

/** `loadApp` of `export default loadApp`. */
function exportedAs(program: Program, name: string): string | undefined {
  const value = program.definitions.find((one) => one.name === name && isTop(one.scope))?.value;
  return value?.kind === 'name' ? value.path.join('.') : undefined;
}
