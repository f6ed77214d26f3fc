import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import { entryOf, type Located, record } from '../program/follow.ts';
import type { Reader } from '../reader.ts';
import type { Listener } from '../system.ts';
import type { Server } from './servers.ts';

/** Where a server listens: `listen(port, host)`, `listen({ port, host })`, `serve({ port })`. */
export async function listenersOf(server: Server, reader: Reader): Promise<readonly Listener[]> {
  const call = server.listen;
  if (!call) return [{ kind: 'port', port: undefined, protocol: 'http/1.1', place: server.place }];
  const [first, second] = call.args;
  const at = (expression: Located['expression']): Located => ({ expression, program: server.listensIn ?? server.program, scope: call.scope });
  const options = first && (await record(at(first), reader));
  const port = options ? entryOf(options.entries, 'port') : first && at(first);
  const host = options ? (entryOf(options.entries, 'host') ?? entryOf(options.entries, 'hostname')) : second && at(second);
  return [{ kind: 'port', port: await portOf(port, reader), ...(await addressOf(host, reader)), protocol: 'http/1.1', place: call.place }];
}

async function portOf(at: Located | undefined, reader: Reader): Promise<number | undefined> {
  const value = at && (await reader.evaluate(at.expression, at.program, at.scope));
  return value?.kind === 'value' && /^\d{1,5}$/.test(String(value.value)) ? Number(value.value) : undefined;
}

async function addressOf(at: Located | undefined, reader: Reader): Promise<{ address?: string }> {
  if (!at || at.expression.kind === 'callback') return {};
  const value = await reader.evaluate(at.expression, at.program, at.scope);
  return value.kind === 'value' && typeof value.value === 'string' && !/^\d+$/.test(value.value) ? { address: value.value } : {};
}

/** The port that a framework listens on: PORT, else its own unless the manifest names other ports only. */
export function frameworkListener(process: Process, fallback: number, place: Place, written?: string): Listener {
  const text = written ?? process.env.get('PORT')?.value;
  const known = /^\d{1,5}$/.test(text ?? '') ? Number(text) : undefined;
  const usual = process.ports.length === 0 || process.ports.some(({ port }) => port === fallback) ? fallback : undefined;
  return { kind: 'port', port: known ?? (text === undefined && !process.env.has('PORT') ? usual : undefined), protocol: 'http/1.1', place };
}
