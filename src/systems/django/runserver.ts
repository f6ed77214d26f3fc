import type { Process } from '../../model/process.ts';
import { launch } from '../python/launch.ts';
import { portOf } from '../python/listener.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { openSource } from '../python/sources.ts';
import { packageVersion } from '../python/version.ts';
import { baseName, visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { Listener, Reading } from '../system.ts';
import { ports } from './facts.ts';

/** `manage.py runserver [address:]port`; the loopback unless written. */
export function runserver(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  const manages = started?.kind === 'script' ? baseName(started.path) === 'manage.py' : /^django(?:-admin)?$/.test(started?.name ?? '');
  const command = started?.args.findIndex((word) => /^run(?:ssl)?server(?:_plus)?$/.test(word.value ?? '')) ?? -1;
  if (started === undefined || !manages || command < 0 || isOther(process, started, reader)) return Promise.resolve(undefined);
  const address = started.args.slice(command + 1).find((word) => !visible(word).startsWith('-'));
  const [, host, port = ''] = /^(?:(.*):)?(.*)$/.exec(address?.value ?? '') ?? [];
  const listener: Listener = {
    kind: 'port', protocol: 'http/1.1', place: address?.places[0] ?? process.place, port: address === undefined ? ports.django : portOf(port), ...(address === undefined || host === undefined ? { address: '127.0.0.1' } : { address: host }),
  };
  const version = packageVersion('django', besides(process), reader);
  return Promise.resolve({ layers: [{ system: 'django', kind: 'app-server', name: `Django's development server (${ownerOf(process)})`, version, process, place: process.place, settings: [], listens: [listener], routes: [] }] });
}

/** Other frameworks have their programs in a `manage.py` too. */
function isOther(process: Process, started: NonNullable<ReturnType<typeof launch>>, reader: Reader): boolean {
  const source = started.kind === 'script' ? openSource(process, started.path, reader) : undefined;
  return source !== undefined && !/django/i.test(source.text);
}
