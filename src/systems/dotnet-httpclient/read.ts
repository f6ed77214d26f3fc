import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { unsure } from '../../model/value.ts';
import { keyOf, methodOf, objectOf } from '../program/calls.ts';
import { type Client, layersOf, over, routeOf } from '../program/client.ts';
import { follow, nameOf } from '../program/follow.ts';
import { addressOf, joined, type Pieces, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import type { Reading, Written } from '../system.ts';
import { type Configured, configuredClient, factoryClient } from './client.ts';
import { dotnetFacts } from './facts.ts';
import { frameworkOf } from './framework.ts';
import { writtenIn } from './written.ts';

const verb = /^(Get|Post|Put|Patch|Delete|Send|Head)(Async|StringAsync|StreamAsync|ByteArrayAsync|FromJsonAsync|AsJsonAsync)?$/;

/** Every HttpClient of a C# file. */
export async function readDotnet(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  if (!program) return undefined;
  const framework = frameworkOf(source.path, reader);
  const made = new Map<string, Made>();
  const written: Written[] = [...(await writtenIn(program, framework, reader))];
  for (const call of program.calls) {
    const configured = (await configuredClient(call, program, reader)) ?? (await factoryClient(call, program, reader));
    if (!configured) continue;
    written.push(...configured.written);
    made.set(keyOf(call), { configured, client: { place: call.place, profile: framework.profile, settings: configured.settings, routes: [] } });
  }
  for (const call of program.calls.filter((one) => verb.test(methodOf(one)))) await addCall(call, program, made, framework.profile, reader);
  const kind = { system: dotnetFacts.system, title: dotnetFacts.title, version: framework.version };
  return made.size === 0 && written.length === 0 ? undefined : { layers: [...made.values()].flatMap(({ client, configured }) => layersOf([client], kind, configured.pooled)), written };
}

interface Made {
  readonly configured: Configured;
  readonly client: Client;
}

async function addCall(call: Call, program: Program, made: Map<string, Made>, profile: string, reader: Reader): Promise<void> {
  const owner = await ownerOf(call, program, made, profile, reader);
  const [first] = call.args;
  if (!owner || !first) return;
  const pieces = await urlOf(call, program, reader);
  const address = addressOf(joined(owner.configured.base ?? [], pieces), first.text);
  owner.client.routes.push(routeOf(address, call.place, over([], owner.client.settings), owner.configured.pooled));
}

/** The client of a call; one that is injected has nothing of its own to show. */
async function ownerOf(call: Call, program: Program, made: Map<string, Made>, profile: string, reader: Reader): Promise<Made | undefined> {
  if (call.receiver?.kind === 'call') return made.get(keyOf(call.receiver));
  const owner = objectOf(call);
  if (owner === '') return undefined;
  const found = await follow({ expression: nameOf(owner, call), program, scope: call.scope }, reader);
  if (found.expression.kind === 'call') return made.get(keyOf(found.expression));
  if (!isHttpClient(owner.replace(/^this\./, ''), program)) return undefined;
  const injected = made.get(owner) ?? {
    configured: { settings: [], written: [], pooled: unsure('the HttpClient is made elsewhere', call.place) },
    client: { place: call.place, profile: `${profile}-injected`, settings: [], routes: [] },
  };
  made.set(owner, injected);
  return injected;
}

/** `HttpClient client` among fields and parameters. */
const isHttpClient = (name: string, program: Program): boolean => new RegExp(`\\bHttpClient\\??\\s+${name.replace(/[^\w]/g, '\\$&')}\\b`).test(program.source.text);

/** The URL, or that of `new HttpRequestMessage(method, url)`. */
async function urlOf(call: Call, program: Program, reader: Reader): Promise<Pieces> {
  const [first] = call.args;
  if (!first) return [];
  const found = await follow({ expression: first, program, scope: call.scope }, reader);
  const message = found.expression.kind === 'call' && /(^|\.)HttpRequestMessage$/.test(found.expression.callee) ? found.expression : undefined;
  const url = message ? (message.args[1] ?? message.keywords.find((one) => one.name === 'RequestUri')?.value) : first;
  return url ? piecesOf({ expression: url, program, scope: message?.scope ?? call.scope }, reader) : [{ expression: first.text }];
}
