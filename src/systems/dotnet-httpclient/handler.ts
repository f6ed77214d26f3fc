import { second } from '../../model/duration.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { known, never } from '../../model/value.ts';
import type { Call } from '../../syntax/program/tree.ts';
import { kernelKeepalive } from '../linux/facts.ts';
import { methodOf } from '../program/calls.ts';
import { follow, type Located } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import { timeSpan } from './client.ts';

/** SocketsHttpHandler's pool, and the probes that a ConnectCallback of the file switches on. */
export async function handlerSettings(at: Located, reader: Reader): Promise<readonly Setting[]> {
  const { expression, program, scope } = await follow(at, reader);
  if (expression.kind !== 'call' || !/(^|\.)SocketsHttpHandler$/.test(expression.callee)) return [];
  const later = program.definitions.findLast((one) => one.name.endsWith('.PooledConnectionIdleTimeout'));
  const keyword = expression.keywords.find((one) => one.name === 'PooledConnectionIdleTimeout');
  const idle = later ? { expression: later.value, program, scope: later.scope } : keyword && { expression: keyword.value, program, scope };
  const callback = expression.keywords.some((one) => one.name === 'ConnectCallback') || program.definitions.some((one) => one.name.endsWith('.ConnectCallback'));
  return [...(idle ? [programmed('upstream.idle', 'PooledConnectionIdleTimeout', await timeSpan(idle, reader), 1)] : []), ...(callback ? await probes(program.calls, at, reader) : [])];
}

/** `SetSocketOption(Tcp, TcpKeepAliveTime, seconds)`; KeepAlive alone leaves the kernel's two hours. */
async function probes(calls: readonly Call[], at: Located, reader: Reader): Promise<readonly Setting[]> {
  const options = calls.filter((call) => methodOf(call) === 'SetSocketOption');
  const named = (name: string): Call | undefined => options.find((call) => call.args.some((argument) => argument.kind === 'name' && argument.path.at(-1) === name));
  const time = named('TcpKeepAliveTime');
  const on = named('KeepAlive');
  const seconds = time?.args.at(-1);
  if (!time || !seconds) return on ? [kernel(on)] : [];
  return [programmed('probe.idle', 'TcpKeepAliveTime', await reader.evaluate(seconds, at.program, time.scope), 1000, (raw) => (raw === 0 ? never : undefined))];
}

const kernel = (call: Call): Setting => ({
  timer: 'probe.idle', name: 'KeepAlive', value: known(kernelKeepalive.idle, `${kernelKeepalive.idle / second} s of the kernel`), provenance: { kind: 'configured' }, place: call.place, via: [], window: exact, fixed: false,
});
