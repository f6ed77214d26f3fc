import { second } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, no } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { methodOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { type Entry, entryOf, record } from '../program/follow.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import { piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Reading } from '../system.ts';
import { guzzleFacts } from './facts.ts';

const options: readonly (readonly [timer: Timer, names: readonly string[]])[] = [
  ['upstream.deadline', ['timeout', 'RequestOptions.TIMEOUT']],
  ['upstream.connect', ['connect_timeout', 'RequestOptions.CONNECT_TIMEOUT']],
];

const library: FluentLibrary = {
  facts: guzzleFacts,
  version: () => ({ reason: 'its limits are the same in every version' }),
  makes,
  setup,
  sends: (call) => /^(?:request|get|post|put|patch|delete|head|send)(?:Async)?$/.test(methodOf(call)) && call.args.length > 0,
  request,
};

export const readGuzzle = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

/** `new Client` of the file's `use GuzzleHttp\Client`, also under another name. */
function makes(call: Call, program: Program): boolean {
  if (call.construct !== 'new') return false;
  return call.callee === 'GuzzleHttp.Client' || program.imports.some((entry) => entry.module === 'GuzzleHttp' && entry.name === 'Client' && entry.local === call.callee);
}

async function setup({ maker, program }: Made, reader: Reader): Promise<Setup> {
  const [argument] = maker.args;
  const given = argument && (await record({ expression: argument, program, scope: maker.scope }, reader));
  const base = given && entryOf(given.entries, 'base_uri');
  const open = (argument && !given) || given?.open ? [unseen('its options are made elsewhere', maker)] : handled(given?.entries ?? [], maker);
  return {
    settings: over(await limits(given?.entries ?? [], reader), open), pooled: no('its connections end with the request that PHP serves', maker.place),
    perCall: [['upstream.deadline', 'timeout']], ...(base && { base: await piecesOf(base, reader) }),
  };
}

/** A handler of one's own may bring limits. */
const handled = (entries: readonly Entry[], maker: Call): readonly Setting[] => (entryOf(entries, 'handler') || entryOf(entries, 'curl') ? [unseen('its handler may limit it', maker)] : []);

const unseen = (reason: string, { place }: Call): Setting => hiddenSetting('upstream.deadline', 'timeout', reason, place);

/** Seconds; zero is no limit. */
async function limits(entries: readonly Entry[], reader: Reader): Promise<readonly Setting[]> {
  const found: Setting[] = [];
  for (const [timer, names] of options) {
    const entry = entries.findLast(({ key }) => names.includes(key));
    if (entry) found.push(programmed(timer, names[0] ?? '', await reader.evaluate(entry.expression, entry.program, entry.scope), second, (raw) => (raw === 0 || raw === null ? never : undefined)));
  }
  return found;
}

/** `request("GET", url, options)`, `get(url, options)`; a request object has none of its own. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const verbFirst = /^request/.test(methodOf(call));
  const url = call.args[verbFirst ? 1 : 0];
  const argument = call.args[verbFirst ? 2 : 1];
  const given = argument && (await record({ expression: argument, program, scope: call.scope }, reader));
  const open = (argument && !given) || given?.open ? [unseen('the options of the call are made elsewhere', call)] : handled(given?.entries ?? [], call);
  const address = url && !/^send/.test(methodOf(call)) ? await piecesOf({ expression: url, program, scope: call.scope }, reader) : [{ expression: call.text }];
  return { settings: over(await limits(given?.entries ?? [], reader), open), url: address, text: url?.text ?? call.text };
}
