import type { Setting } from '../../model/setting.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Clocks, clockSettings } from '../java/amounts.ts';
import { javaRelease } from '../java/release.ts';
import { templateOf } from '../java/urls.ts';
import { chainOf, methodOf } from '../program/calls.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { javaHttpFacts, shorterIdleSince } from './facts.ts';

const clocks: Clocks = { connectTimeout: 'upstream.connect' };
const requestClocks: Clocks = { timeout: 'upstream.first-byte' };
/** Those of a CompletableFuture end the wait too. */
const futureClocks: Clocks = { orTimeout: 'upstream.deadline', completeOnTimeout: 'upstream.deadline' };

const library: FluentLibrary = {
  facts: javaHttpFacts,
  version: (source, reader) => javaRelease(source.path, reader, javaHttpFacts.system, shorterIdleSince),
  makes: isJavaHttp,
  setup: async (made, reader): Promise<Setup> => ({ settings: await javaHttpSettings(made, reader), perCall: [['upstream.first-byte', 'HttpRequest.timeout']] }),
  sends: (call) => /^send(?:Async)?$/.test(methodOf(call)) && call.args.length >= 2,
  request,
};

export const readJavaHttp = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

export function isJavaHttp(call: Call, program: Program): boolean {
  return /(?:^|\.)HttpClient\.(?:newHttpClient|newBuilder)$/.test(call.callee) && (call.callee.startsWith('java.net.http.') || program.imports.some(({ module }) => module === 'java.net.http'));
}

export const javaHttpSettings = ({ steps, program }: Made, reader: Reader): Promise<readonly Setting[]> => clockSettings(steps, clocks, program, reader);

const isRequest = (call: Call): boolean => /(?:^|\.)HttpRequest\.newBuilder$/.test(call.callee);

/** The URL and the limit of `HttpRequest.newBuilder(uri).timeout(…).build()`. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const [argument] = call.args;
  const waits = program.calls.filter((one) => chainOf(one).includes(call));
  const outer = await clockSettings(await valuesFirst(waits), futureClocks, program, reader);
  const found = argument && (await makerOf({ expression: argument, program, scope: call.scope }, reader, isRequest));
  if (!found || !argument) return { settings: [...outer, hiddenSetting('upstream.first-byte', 'HttpRequest.timeout', 'the request is made elsewhere', call.place)], url: [{ expression: call.text }], text: call.text };
  const steps = stepsOf(found.call, found.program, isRequest);
  // A future that is waited for elsewhere, or for a time that is not read here.
  const late = methodOf(call) === 'sendAsync' && outer.length === 0 ? [hiddenSetting('upstream.deadline', 'orTimeout', 'the code that waits for the answer may limit it', call.place)] : [];
  const [given] = found.call.args;
  const uri = stepNamed(steps, 'uri');
  const at = uri?.args[0] ? { expression: uri.args[0], program: found.program, scope: uri.scope } : given && { expression: given, program: found.program, scope: found.call.scope };
  return { settings: [...(await clockSettings(steps, requestClocks, found.program, reader)), ...outer, ...late], url: at ? await templateOf(at, reader) : [{ expression: call.text }], text: at?.expression.text ?? call.text };
}

/** `completeOnTimeout(value, 5, SECONDS)` has its value first. */
const valuesFirst = async (calls: readonly Call[]): Promise<readonly Call[]> => calls.map((call) => (methodOf(call) === 'completeOnTimeout' ? { ...call, args: call.args.slice(1) } : call));
