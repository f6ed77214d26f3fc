import { second } from '../../model/duration.ts';
import { own } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import { known, unknown } from '../../model/value.ts';
import type { Expression } from '../../syntax/program/tree.ts';
import { kernelInterval } from '../kernel-probe.ts';
import { kernelKeepalive } from '../linux/facts.ts';
import { follow, type Located } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';

/** SO_KEEPALIVE alone: the first probe comes when Linux says so. `provenance.of` is `Linux`. */
export function kernelProbe(name: string, place: Place): Setting {
  return { timer: 'probe.idle', name, value: known(kernelKeepalive.idle, `${kernelKeepalive.idle / second} s (${kernelKeepalive.sysctl})`), provenance: { kind: 'default', of: 'Linux', link: kernelKeepalive.link }, place, via: [], window: { early: 0, late: 0 }, fixed: false };
}

interface Choice {
  readonly option: string;
  readonly value: Located;
}

const numbered: Readonly<Record<string, string>> = { '4': 'TCP_KEEPIDLE', '5': 'TCP_KEEPINTVL', '6': 'TCP_KEEPCNT' };

/** The probes that a list of socket options switches on: `[(SOL_SOCKET, SO_KEEPALIVE, 1), (IPPROTO_TCP, TCP_KEEPIDLE, 60), …]`. */
export async function probesOf(at: Located, reader: Reader): Promise<readonly Setting[]> {
  const choices = await choicesOf(at, reader, 8);
  if (choices === undefined) return [hidden(at.expression)];
  const on = choices.findLast((choice) => choice.option === 'SO_KEEPALIVE');
  if (on === undefined || (await isZero(on.value, reader))) return [];
  const idle = choices.findLast((choice) => choice.option === 'TCP_KEEPIDLE');
  const first = idle ? await probe('probe.idle', idle, second, reader) : kernelProbe('SO_KEEPALIVE', on.value.expression.place);
  const others = choices.flatMap((choice) => (choice.option === 'TCP_KEEPINTVL' ? [probe('probe.interval', choice, second, reader)] : choice.option === 'TCP_KEEPCNT' ? [probe('probe.count', choice, 1, reader)] : []));
  return [first, ...(await Promise.all(others)), ...(idle && choices.every((choice) => choice.option !== 'TCP_KEEPINTVL') ? [kernelInterval('TCP_KEEPINTVL', idle.value.expression.place)] : [])];
}

const probe = async (timer: Setting['timer'], choice: Choice, unit: number, reader: Reader): Promise<Setting> =>
  programmed(timer, choice.option, await reader.evaluate(choice.value.expression, choice.value.program, choice.value.scope), unit);

async function isZero({ expression, program, scope }: Located, reader: Reader): Promise<boolean> {
  const value = await reader.evaluate(expression, program, scope);
  return value.kind === 'value' && (value.value === 0 || value.value === false);
}

/** `undefined` when a part of the list stands where nobody sees it. */
async function choicesOf(at: Located, reader: Reader, left: number): Promise<readonly Choice[] | undefined> {
  const { expression } = at;
  if (left <= 0) return undefined;
  if (expression.kind === 'list') return listed(expression.items, at);
  if (expression.kind === 'binary' && expression.operator === '+') return both(expression.left, expression.right, at, reader, left);
  if (expression.kind === 'call' && /^(?:list|tuple)$|\.copy$/.test(expression.callee)) return expression.args[0] ? choicesOf({ ...at, expression: expression.args[0] }, reader, left - 1) : [];
  if (expression.kind !== 'name') return undefined;
  if (expression.path.at(-1) === 'default_socket_options') return [];
  const found = await follow(at, reader);
  const start = found.expression === expression ? undefined : await choicesOf(found, reader, left - 1);
  return start && added(expression.path.join('.'), start, at);
}

/** `options.append((…))` and `options.extend([…])`; the usual condition is that the platform knows the option, and Linux does. */
function added(name: string, start: readonly Choice[], { program }: Located): readonly Choice[] | undefined {
  const choices = [...start];
  for (const call of program.calls) {
    const [value] = call.args;
    if (value === undefined || (call.callee !== `${name}.append` && call.callee !== `${name}.extend`)) continue;
    const items = call.callee.endsWith('.append') ? [value] : value.kind === 'list' ? value.items : undefined;
    const more = items && listed(items, { expression: value, program, scope: call.scope });
    if (more === undefined) return undefined;
    choices.push(...more);
  }
  return choices;
}

async function both(first: Expression, second: Expression, at: Located, reader: Reader, left: number): Promise<readonly Choice[] | undefined> {
  const sides = await Promise.all([first, second].map((expression) => choicesOf({ ...at, expression }, reader, left - 1)));
  const [one, two] = sides;
  return one && two && [...one, ...two];
}

function listed(items: readonly Expression[], at: Located): readonly Choice[] | undefined {
  const choices: Choice[] = [];
  for (const item of items) {
    if (item.kind === 'list' && item.items.length === 3) choices.push(...tuple(item.items, at));
    else if (!item.text.includes('default_socket_options')) return undefined;
  }
  return choices;
}

function tuple([, option, value]: readonly Expression[], at: Located): readonly Choice[] {
  if (option === undefined || value === undefined) return [];
  const name = option.kind === 'name' ? (option.path.at(-1) ?? '') : (own(numbered, option.text) ?? '');
  return [{ option: name, value: { ...at, expression: value } }];
}

function hidden(expression: Expression): Setting {
  return { timer: 'probe.idle', name: 'socket_options', value: unknown('the socket options stand elsewhere', expression.text), provenance: { kind: 'configured' }, place: expression.place, via: [], window: { early: 0, late: 0 }, fixed: false };
}
