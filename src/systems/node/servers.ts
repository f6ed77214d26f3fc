import type { Place } from '../../model/place.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { localNames, methodOf, objectOf } from '../program/calls.ts';
import { entryOf, follow, type Located, nameOf, record } from '../program/follow.ts';
import type { Reader } from '../reader.ts';

/** A place where a program makes an HTTP server or lets one listen. */
export interface Server {
  readonly kind: 'http' | 'fastify';
  readonly program: Program;
  readonly call: Call;
  /** Variables that hold it. */
  readonly names: ReadonlySet<string>;
  readonly options: Located | undefined;
  /** The arguments of its `listen`, if that was seen. */
  readonly listen: Call | undefined;
  readonly place: Place;
  /** It is only told to listen here; where it is made was not seen in this file. */
  readonly told?: true;
  /** Another file, if its `listen` stands there. */
  readonly listensIn?: Program;
  /** What it is called in other files. */
  readonly aliases?: readonly { readonly program: Program; readonly names: ReadonlySet<string> }[];
}

const modules = ['http', 'https', 'node:http', 'node:https', 'http2', 'node:http2', 'spdy', 'restify'];

/** The servers of one file: made here, or told to listen here. */
export async function serversIn(program: Program, reader: Reader): Promise<readonly Server[]> {
  const made = [...created(program), ...fastifies(program), ...hapis(program), ...(await served(program, reader))];
  const listening: Server[] = [];
  for (const call of program.calls) {
    if (methodOf(call) !== 'listen' || call.construct !== 'call' || made.some((server) => server.listen === call || server.call === call.receiver)) continue;
    const owner = objectOf(call);
    const same = listening.some((server) => objectOf(server.call) === owner && owner !== '');
    if (!same && (await isApp(call, owner, program, reader)) && !made.some((server) => server.names.has(owner))) listening.push({ ...serverOf('http', program, call, undefined, call), told: true });
  }
  return [...made, ...listening];
}

function created(program: Program): readonly Server[] {
  const whole = localNames(program, modules);
  const named = program.imports.filter((entry) => modules.includes(entry.module) && /^(createServer|createSecureServer|Server)$/.test(entry.name)).map((entry) => entry.local);
  const calls = program.calls.filter((call) => named.includes(call.callee) || (whole.includes(objectOf(call)) && /^(createServer|createSecureServer|Server)$/.test(methodOf(call))));
  return calls.map((call) => serverOf('http', program, call, firstRecord(call, program), undefined));
}

function fastifies(program: Program): readonly Server[] {
  const names = localNames(program, ['fastify'], ['default', '*', 'fastify', 'Fastify']);
  const adapters = localNames(program, ['@nestjs/platform-fastify'], ['FastifyAdapter']);
  const calls = program.calls.filter((call) => names.includes(call.callee) || adapters.includes(call.callee));
  return calls.map((call) => serverOf('fastify', program, call, firstRecord(call, program), undefined));
}

/** `serve({ fetch, port })` of Hono's adapter, which hands `serverOptions` on to `createServer`. */
async function served(program: Program, reader: Reader): Promise<readonly Server[]> {
  const names = localNames(program, ['@hono/node-server'], ['serve']);
  return Promise.all(program.calls.filter((call) => names.includes(call.callee)).map(async (call) => {
    const options = firstRecord(call, program);
    const inner = options && entryOf((await record(options, reader))?.entries ?? [], 'serverOptions');
    return serverOf('http', program, call, inner, call);
  }));
}

/** `new Hapi.Server({ port })`, whose listener is Node's own server. */
function hapis(program: Program): readonly Server[] {
  const whole = localNames(program, ['@hapi/hapi', 'hapi']);
  const named = localNames(program, ['@hapi/hapi', 'hapi'], ['Server', 'server']);
  const calls = program.calls.filter((call) => named.includes(call.callee) || (whole.includes(objectOf(call)) && /^[Ss]erver$/.test(methodOf(call))));
  return calls.filter((call) => !hasOwnListener(call)).map((call) => {
    const made = serverOf('http', program, call, undefined, call);
    return { ...made, names: new Set([...made.names, ...[...made.names].map((name) => `${name}.listener`)]) };
  });
}

const hasOwnListener = ({ args: [options] }: Call): boolean => options?.kind === 'record' && options.entries.some(({ key }) => key === 'listener' || key === '...');

function serverOf(kind: Server['kind'], program: Program, call: Call, options: Located | undefined, own: Call | undefined): Server {
  const names = new Set([call.assigned, own && objectOf(own), ...(kind === 'fastify' ? wrappers(call, program) : [])].filter((name): name is string => name !== undefined && name !== ''));
  const listen = own ?? program.calls.find((one) => methodOf(one) === 'listen' && (one.receiver === call || names.has(objectOf(one))));
  if (listen?.assigned !== undefined) names.add(listen.assigned);
  for (const definition of program.definitions) if (contains(definition.value, listen ?? call) || contains(definition.value, call)) names.add(definition.name);
  return { kind, program, call, names, options, listen, place: call.place };
}

/** `app` of `const app = await NestFactory.create(AppModule, new FastifyAdapter())`. */
const wrappers = (call: Call, program: Program): readonly (string | undefined)[] =>
  program.calls.filter((one) => one.args.some((argument) => argument === call || (argument.kind === 'name' && argument.path.join('.') === call.assigned))).map((one) => one.assigned);

/** The value itself, or one of a choice of values. */
const contains = (expression: Expression, call: Call): boolean =>
  expression === call || (expression.kind === 'choice' && expression.options.some((option) => option === call || (option.kind === 'call' && option.callee === call.callee && call.callee !== '')));

function firstRecord(call: Call, program: Program): Located | undefined {
  const [argument] = call.args;
  return argument && (argument.kind === 'record' || argument.kind === 'name') ? { expression: argument, program, scope: call.scope } : undefined;
}

const others = /(^|\.)(Elysia|createServer|WebSocketServer|WebSocket|Server|createConnection|createSocket)$/;

/** Whether something that listens is a web application rather than a raw socket or an emitter. */
async function isApp(call: Call, owner: string, program: Program, reader: Reader): Promise<boolean> {
  const [first, second] = call.args;
  if (owner === '' || program.imports.some((entry) => entry.local === owner && /^(?:node:)?(?:net|tls|dgram)$|redis|kafka|elysia/.test(entry.module))) return false;
  if (first?.kind === 'literal' && typeof first.value === 'string' && !/^\d+$/.test(first.value)) return false;
  if (first?.kind === 'callback' || (second?.kind === 'callback' && first?.kind === 'literal' && typeof first.value === 'string')) return false;
  const { expression } = await follow({ expression: nameOf(owner, call), program, scope: call.scope }, reader);
  if (expression.kind === 'call') return !others.test(expression.callee) && !(expression.construct === 'new' && /elysia/i.test(expression.callee)) && !/elysia/i.test(rootOf(expression));
  return true;
}

function rootOf(call: Call): string {
  let at = call;
  for (let left = 50; at.receiver?.kind === 'call' && left > 0; left -= 1) at = at.receiver;
  return at.callee;
}
