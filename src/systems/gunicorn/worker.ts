import type { Place } from '../../model/place.ts';
import { fullName } from '../python/library.ts';
import { openSource } from '../python/sources.ts';
import type { Reader } from '../reader.ts';
import { type Chosen, chosen, type Written } from './chosen.ts';

/** The kind of worker decides what `timeout` and `keepalive` mean. */
export interface Worker {
  readonly profile: 'sync' | 'gthread' | 'gevent' | 'eventlet' | 'tornado' | 'uvicorn' | 'aiohttp' | 'asgi' | 'unknown';
  readonly why: string;
  readonly places: readonly Place[];
}

const classes: ReadonlyMap<string, Worker['profile']> = new Map([
  ['sync', 'sync'],
  ['gunicorn.workers.sync.syncworker', 'sync'],
  ['gthread', 'gthread'],
  ['gunicorn.workers.gthread.threadworker', 'gthread'],
  ['gevent', 'gevent'],
  ['gevent_wsgi', 'gevent'],
  ['gevent_pywsgi', 'gevent'],
  ['gunicorn.workers.ggevent.geventworker', 'gevent'],
  ['eventlet', 'eventlet'],
  ['tornado', 'tornado'],
  ['asgi', 'asgi'],
  ['uvicorn.workers.uvicornworker', 'uvicorn'],
  ['uvicorn.workers.uvicornh11worker', 'uvicorn'],
  ['uvicorn_worker.uvicornworker', 'uvicorn'],
  ['uvicorn_worker.uvicornh11worker', 'uvicorn'],
  ['aiohttp.gunicornwebworker', 'aiohttp'],
  ['aiohttp.gunicornuvloopwebworker', 'aiohttp'],
  ['aiohttp.worker.gunicornwebworker', 'aiohttp'],
  ['aiohttp.worker.gunicornuvloopwebworker', 'aiohttp'],
]);

export async function workerOf(written: Written, reader: Reader): Promise<Worker> {
  const choice = chosen('worker_class', written);
  if (choice === undefined) return threaded('no worker class is written, the default is sync', [], written);
  const profile = classOf(choice.text.value ?? '') ?? (await inherited(choice.text.value ?? '', written, reader)) ?? 'unknown';
  const why = profile === 'unknown' ? `the worker class ${choice.text.expression} is not known` : `the worker class is ${choice.text.value}`;
  return profile === 'sync' ? threaded(why, choice.text.places, written) : { profile, why, places: choice.text.places };
}

const classOf = (name: string): Worker['profile'] | undefined => classes.get(name.replace(/^egg:gunicorn#/, '').toLowerCase());

/** A class of the repository that extends a known worker; one that sets CONFIG_KWARGS may have limits of its own. */
async function inherited(name: string, written: Written, reader: Reader): Promise<Worker['profile'] | undefined> {
  const [, module, own] = /^([\w.]+)\.(\w+)$/.exec(name) ?? [];
  const source = module === undefined || written.process === undefined ? undefined : openSource(written.process, `${module.replaceAll('.', '/')}.py`, reader);
  const program = source && (await reader.program(source));
  const found = program?.classes.find((one) => one.name === own);
  if (program === undefined || found === undefined || /timeout_keep_alive/.test(program.source.text)) return undefined;
  return found.bases.map((base) => classOf(fullName(program, base))).find((profile) => profile !== undefined);
}

/** More than one thread silently turns sync into gthread. */
function threaded(why: string, places: readonly Place[], written: Written): Worker {
  const threads = chosen('threads', written);
  if (threads === undefined) return { profile: 'sync', why, places };
  const count = countOf(threads);
  if (count === undefined) return { profile: 'unknown', why: `the number of threads ${threads.text.expression} decides between sync and gthread`, places: threads.text.places };
  return count > 1 ? { profile: 'gthread', why: `${threads.name} ${count} makes the sync worker gthread`, places: [...threads.text.places, ...places] } : { profile: 'sync', why, places };
}

const countOf = (choice: Chosen): number | undefined => (/^\d{1,6}$/.test(choice.text.value ?? '') ? Number(choice.text.value) : undefined);
