import { second } from '../../model/duration.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Text, type Value } from '../../model/value.ts';
import type { Reader } from '../reader.ts';
import { configured, type Reads } from '../setting.ts';
import type { LayerReading, Listener } from '../system.ts';
import { besides, ownerOf } from './owner.ts';
import { packageVersion } from './version.ts';

/** A limit that somebody may have written. */
export interface Limit {
  readonly timer: Timer;
  readonly name: string;
  readonly text: Text | undefined;
  readonly reads?: Reads;
}

/** What a Python server is and where it stands. */
export interface Origin {
  readonly system: string;
  readonly title: string;
  /** Its name on PyPI. */
  readonly package: string;
  readonly process: Process | undefined;
  /** The file that starts it, where no process does. */
  readonly path: string;
  readonly place: Place;
}

/** The layer of a server that is configured by a handful of options. */
export function serverLayer(origin: Origin, limits: readonly Limit[], listens: readonly Listener[], reader: Reader): LayerReading {
  const { system, title, process, path, place } = origin;
  return {
    system, kind: 'app-server', name: `${title} (${process ? ownerOf(process) : path})`, version: packageVersion(origin.package, process ? besides(process) : [path], reader), place,
    settings: limits.flatMap(({ timer, name, text, reads }) => (text ? [configured(timer, name, text, reads ?? secondsOf)] : [])),
    listens, routes: [], defaultNames: new Map(limits.map(({ timer, name }) => [timer, name])), ...(process ? { process } : {}),
  };
}

/** Seconds with or without a fraction; None is never. */
export function secondsOf(text: string): number | Value | undefined {
  if (text.trim() === 'None') return { ...never, written: 'None' };
  return /^\s*\d{1,12}(?:\.\d{0,6})?\s*$/.test(text) ? Number(text) * second : undefined;
}
