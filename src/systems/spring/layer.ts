import { second } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import { exact, type Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { known } from '../../model/value.ts';
import { portOf } from '../python/listener.ts';
import { ownerOf } from '../python/owner.ts';
import { configured } from '../setting.ts';
import type { LayerReading } from '../system.ts';
import type { Application } from './application.ts';
import { springDuration } from './duration.ts';
import { defaultPort, shutdownPhase } from './facts.ts';
import type { Lookup } from './lookup.ts';

/** Every limit that a property sets, under each of its timers. */
export function fromProperty(lookup: Lookup, key: string, timers: readonly Timer[]): readonly Setting[] {
  const found = lookup(key);
  return found ? timers.map((timer) => configured(timer, found.name, found.text, springDuration)) : [];
}

/** The layer of an embedded server; `names` are the properties that would set its defaults. */
export function springLayer(system: string, title: string, application: Application, process: Process, settings: readonly Setting[], names: ReadonlyMap<Timer, string>): LayerReading {
  const { lookup, file } = application;
  const port = lookup('server.port');
  const address = lookup('server.address')?.text.value;
  const number = port === undefined ? defaultPort : portOf(port.text.value ?? '');
  return {
    system, kind: 'app-server', name: `${title} (${ownerOf(process)})`, version: { reason: `Spring Boot chooses the version of ${title}` }, profile: 'spring', place: process.place, process, routes: [],
    settings: [...settings, ...shutdown(lookup), ...fromProperty(lookup, 'spring.mvc.async.request-timeout', ['worker.deadline'])],
    listens: [{ kind: 'port', port: number === 0 ? undefined : number, ...(address === undefined ? {} : { address }), protocol: 'http/1.1', place: port?.text.places[0] ?? process.place }],
    defaultNames: names,
    ...(file ? { defaultPlace: file.place(0, Math.max(1, file.text.indexOf('\n'))) } : {}),
  };
}

/** Only a graceful shutdown waits for requests. */
function shutdown(lookup: Lookup): readonly Setting[] {
  const mode = lookup('server.shutdown');
  if (mode?.text.value?.toLowerCase() !== 'graceful') return [];
  const { timer, name, value, link } = shutdownPhase;
  const written = fromProperty(lookup, name, [timer]);
  if (written.length > 0) return written;
  return [{
    timer, name, value: known(value, `${value / second}s`), provenance: { kind: 'default', of: 'Spring Boot', link },
    place: mode.text.places[0], via: [], window: exact, fixed: false,
  }];
}
