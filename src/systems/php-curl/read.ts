import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, no } from '../../model/value.ts';
import { outlivesCall } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { inside } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { type Located, record } from '../program/follow.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import { piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { Reading } from '../system.ts';
import { phpCurlFacts } from './facts.ts';

/** With what a bare number means, in milliseconds; a low-speed limit ends a stalled transfer as a gap limit does. */
const options: Readonly<Record<string, readonly [timer: Timer, unit: number]>> = {
  CURLOPT_TIMEOUT: ['upstream.deadline', 1000], CURLOPT_TIMEOUT_MS: ['upstream.deadline', 1], CURLOPT_CONNECTTIMEOUT: ['upstream.connect', 1000], CURLOPT_CONNECTTIMEOUT_MS: ['upstream.connect', 1],
  CURLOPT_LOW_SPEED_TIME: ['upstream.read', 1000], CURLOPT_TCP_KEEPIDLE: ['probe.idle', 1000],
};

const library: FluentLibrary = {
  facts: phpCurlFacts,
  version: () => ({ reason: 'its limits are the same in every version' }),
  makes: ({ callee }) => callee === 'curl_init',
  setup,
  sends: ({ callee }) => callee === 'curl_init',
  request,
};

export const readPhpCurl = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

async function setup(made: Made, reader: Reader): Promise<Setup> {
  const { maker, program } = made;
  const set = await optionsOf(made, reader);
  const found: Setting[] = [];
  for (const { key, at } of set.entries) {
    const option = Object.hasOwn(options, key) ? options[key] : undefined;
    if (option) found.unshift(programmed(option[0], key, await reader.evaluate(at.expression, at.program, at.scope), option[1], (raw) => (raw === 0 ? never : undefined)));
  }
  const open = set.open || isHandedOn(maker, program) ? [hiddenSetting('upstream.deadline', 'CURLOPT_TIMEOUT', 'other code may set it', maker.place)] : [];
  return { settings: over(found, open), pooled: no('the handle ends with the request that PHP serves', maker.place) };
}

interface Set {
  readonly key: string;
  readonly at: Located;
}

/** `curl_setopt($ch, OPTION, value)` and `curl_setopt_array($ch, [...])` on the handle. */
async function optionsOf({ maker, program }: Made, reader: Reader): Promise<{ readonly entries: readonly Set[]; readonly open: boolean }> {
  const entries: Set[] = [];
  let open = false;
  for (const call of onHandle(maker, program)) {
    const [, option, value] = call.args;
    if (call.callee === 'curl_setopt' && option && value) entries.push({ key: option.text, at: { expression: value, program, scope: call.scope } });
    if (call.callee === 'curl_setopt' && option && option.kind === 'name' && option.text.startsWith('$')) open = true;
    const list = call.callee === 'curl_setopt_array' && option ? await record({ expression: option, program, scope: call.scope }, reader) : undefined;
    entries.push(...(list?.entries ?? []).map((entry) => ({ key: entry.key, at: entry })));
    open ||= call.callee === 'curl_setopt_array' && (list === undefined || list.open);
  }
  return { entries, open };
}

const onHandle = (maker: Call, program: Program): readonly Call[] => program.calls.filter((call) => /^curl_setopt(?:_array)?$/.test(call.callee) && isHandle(call.args[0], maker, call));

const isHandle = (expression: Expression | undefined, maker: Call, use: Call): boolean => expression?.kind === 'name' && expression.path.join('.') === maker.assigned && (inside(maker.scope, use.scope) || maker.assigned.includes('.'));

/** A handle that leaves its function, or goes to a function of the program, may get its limit there. */
function isHandedOn(maker: Call, program: Program): boolean {
  if (maker.assigned === undefined || maker.assigned.includes('.')) return true;
  const elsewhere = program.calls.some((call) => !call.callee.startsWith('curl_') && call.args.some((argument) => isHandle(argument, maker, call)));
  return elsewhere || (!program.calls.some((call) => call.callee === 'curl_exec' && isHandle(call.args[0], maker, call)) && outlivesCall(program, maker));
}

async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const set = (await optionsOf({ maker: call, steps: [], program }, reader)).entries.findLast(({ key }) => key === 'CURLOPT_URL');
  const at = set?.at ?? (call.args[0] && { expression: call.args[0], program, scope: call.scope });
  return { settings: [], url: at ? await piecesOf(at, reader) : [{ expression: call.text }], text: at?.expression.text ?? call.text };
}
