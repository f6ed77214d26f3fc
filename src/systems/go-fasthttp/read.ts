import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { goSources } from '../go-server/locate.ts';
import { closure, isMain } from '../go-server/packages.ts';
import { methodOf } from '../program/calls.ts';
import { inProcess } from '../program/environment.ts';
import { follow } from '../program/follow.ts';
import { durationField } from '../program/go-duration.ts';
import { type GoContext, goValue } from '../program/go-value.ts';
import { packageVersion } from '../program/version.ts';
import { ownerOf } from '../python/owner.ts';
import type { Reader } from '../reader.ts';
import { derived } from '../setting.ts';
import type { LayerReading, Listener, Reading, Written } from '../system.ts';
import { facts } from './facts.ts';

export const mention = /"github\.com\/(?:gofiber\/fiber|valyala\/fasthttp)/;

/** The Fiber or fasthttp server of a Go process. */
export async function fromProcess(process: Process, plain: Reader): Promise<Reading | undefined> {
  const sources = await goSources(process, plain);
  return sources && reading(sources, { reader: inProcess(plain, process), process });
}

/** A main package that nothing of the repository starts. */
export const fromFile = async (source: Source, reader: Reader): Promise<Reading | undefined> => (isMain(source) ? reading(closure(posix.dirname(source.path), reader), { reader }) : undefined);

async function reading(sources: readonly Source[], context: GoContext): Promise<Reading | undefined> {
  const layers: LayerReading[] = [];
  const written: Written[] = [];
  for (const source of sources.filter(({ text }) => mention.test(text))) {
    const program = await context.reader.program(source);
    for (const call of program?.calls.filter(isServer) ?? []) {
      if (!program) continue;
      const found = await limits(call, program, context);
      written.push(...found.written);
      layers.push(await layerOf(call, program, found.settings, context));
      context.reader.claim(source);
    }
  }
  return layers.length > 0 ? { layers, written } : undefined;
}

/** `fiber.New(…)`, `fasthttp.Server{…}`, `fasthttp.ListenAndServe(…)`. */
const isServer = (call: Call): boolean => call.callee === 'fiber.New' || (call.callee === 'fasthttp.Server' && call.construct === 'literal') || call.callee === 'fasthttp.ListenAndServe';

const fields: Readonly<Record<string, Timer>> = { ReadTimeout: 'downstream.request', WriteTimeout: 'downstream.response', IdleTimeout: 'downstream.idle' };

async function limits(call: Call, program: Program, context: GoContext): Promise<{ readonly settings: readonly Setting[]; readonly written: readonly Written[] }> {
  const [first] = call.args;
  const given = call.callee === 'fiber.New' && first ? await follow({ expression: first, program, scope: call.scope }, context.reader) : { expression: call, program, scope: call.scope };
  const { expression } = given;
  if (expression.kind !== 'call') return { settings: [], written: [] };
  const found = await Promise.all(Object.entries(fields).flatMap(([name, timer]) => {
    const entry = keyword(expression, name);
    return entry ? [durationField({ system: facts.system, title: facts.title, name, timer, link: facts.defaults[0]?.link ?? '' }, { ...given, expression: entry.value }, context)] : [];
  }));
  const settings = found.map(({ setting }) => setting).filter((setting) => !isUnset(setting));
  return { settings: [...settings, ...fallback(settings)], written: found.flatMap((one) => one.written) };
}

/** `IdleTimeout: 0` leaves it to the fallback. */
const isUnset = ({ timer, value }: Setting): boolean => timer === 'downstream.idle' && value.kind === 'known' && value.amount === Number.POSITIVE_INFINITY;

/** Without IdleTimeout the time to read a request counts. */
function fallback(settings: readonly Setting[]): readonly Setting[] {
  const read = settings.find(({ timer }) => timer === 'downstream.request');
  return read && !settings.some(({ timer }) => timer === 'downstream.idle') ? [derived('downstream.idle', 'IdleTimeout', read.value, 'IdleTimeout is not set, so ReadTimeout counts', [read])] : [];
}

async function layerOf(call: Call, program: Program, settings: readonly Setting[], context: GoContext): Promise<LayerReading> {
  const { process, reader } = context;
  const { path } = program.source;
  return {
    system: facts.system, kind: 'app-server', name: `${call.callee === 'fiber.New' ? 'Fiber' : facts.title} (${process ? ownerOf(process) : path})`, version: packageVersion(reader, facts.system, path, 'github.com/valyala/fasthttp'),
    place: call.place, settings, listens: [await listener(call, program, context)], routes: [], ...(process ? { process } : {}),
  };
}

/** `app.Listen(":3000")`, `server.ListenAndServe(":8080")`, of the same file. */
async function listener(call: Call, program: Program, context: GoContext): Promise<Listener> {
  const listen = call.callee === 'fasthttp.ListenAndServe' ? call : program.calls.find((one) => /^(?:Listen|ListenTLS|ListenAndServe)$/.test(methodOf(one)) && one.callee !== 'net.Listen');
  const [address] = listen?.args ?? [];
  const value = listen && address && (await goValue({ expression: address, program, scope: listen.scope }, context));
  const text = value?.kind === 'value' ? String(value.value) : '';
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text) ?? [];
  return { kind: 'port', port: port === undefined ? undefined : Number(port), ...(host === '' || host === '0.0.0.0' ? {} : { address: host }), protocol: 'http/1.1', place: listen?.place ?? call.place };
}
