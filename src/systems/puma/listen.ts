import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { listenerOf, portOf } from '../python/listener.ts';
import { argument, type DirectiveFile, statements } from '../ruby/directives.ts';
import type { Listener } from '../system.ts';
import type { Command } from './command.ts';
import { ports } from './facts.ts';

/** Where Puma listens: the command line replaces the file. */
export async function listenersOf(process: Process | undefined, command: Command | undefined, file: DirectiveFile | undefined, isHidden: boolean, place: Place): Promise<readonly Listener[]> {
  const told = [...(command?.binds ?? []).map(bound), ...(command?.port ? [onPort(command.port)] : [])];
  if (told.length > 0) return told;
  const written = file ? await ofFile(file) : [];
  if (written.length > 0) return written;
  const variable = process?.env.get('PORT');
  if (variable) return [onPort(variable)];
  const isOpen = isHidden || command?.options.opaque !== undefined;
  return [{ kind: 'port', port: isOpen ? undefined : (command?.fallbackPort ?? ports.puma), protocol: 'http/1.1', place }];
}

async function ofFile(file: DirectiveFile): Promise<readonly Listener[]> {
  const listeners: Listener[] = [];
  for (const call of statements(file.program, 'bind')) listeners.push(bound(await argument(call, 0, file)));
  for (const call of statements(file.program, 'port')) {
    const host = call.args[1] === undefined ? undefined : (await argument(call, 1, file)).value;
    listeners.push({ ...onPort(await argument(call, 0, file)), ...(host === undefined ? {} : { address: host }) });
  }
  return listeners;
}

/** `tcp://0.0.0.0:9292`, `unix:///run/puma.sock?umask=0111`, `ssl://…`. */
function bound(text: Text): Listener {
  const plain = (part: string): string => part.replace(/^ssl:/, 'tcp:').replace(/\?.*$/, '');
  return listenerOf({ ...text, value: text.value === undefined ? undefined : plain(text.value), expression: plain(text.expression) }, 'http/1.1');
}

const onPort = (text: Text): Extract<Listener, { kind: 'port' }> => ({ kind: 'port', port: portOf(text.value ?? ''), protocol: 'http/1.1', place: text.places[0] });
