import type { Setting } from '../../model/setting.ts';
import { type Fact, no, type Text, unsure, yes } from '../../model/value.ts';
import type { Definition, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { kernelProbe } from '../kernel-probe.ts';
import { type Entry, entryOf, record } from '../program/follow.ts';
import { textOf } from '../python/evaluated.ts';
import { isTest } from '../python/library.ts';
import { portOf } from '../python/listener.ts';
import { secondsOf } from '../python/server-layer.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, Target } from '../system.ts';
import { serverPort } from './facts.ts';

/** The PostgreSQL databases of a Django settings module. */
export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const layers: LayerReading[] = [];
  for (const definition of program?.definitions ?? []) {
    if (program && definition.name === 'DATABASES') layers.push(...(await databasesIn(definition, program, reader)));
  }
  return layers.length > 0 ? { layers } : undefined;
}

export const claims = (path: string, text: string): boolean => path.endsWith('.py') && !isTest(path) && /^DATABASES\b/m.test(text) && /postgres|postgis/i.test(text);

async function databasesIn(definition: Definition, program: Program, reader: Reader): Promise<readonly LayerReading[]> {
  const all = await record({ expression: definition.value, program, scope: definition.scope }, reader);
  const layers: LayerReading[] = [];
  for (const database of all?.entries ?? []) {
    const own = await record(database, reader);
    const layer = own && (await layerOf(database, own.entries, reader));
    if (layer) layers.push(layer);
  }
  return layers;
}

async function layerOf(database: Entry, entries: readonly Entry[], reader: Reader): Promise<LayerReading | undefined> {
  const value = async (name: string, among = entries): Promise<Text | undefined> => {
    const entry = entryOf(among, name);
    return entry && textOf(await reader.evaluate(entry.expression, entry.program, entry.scope));
  };
  const [engine, host, port, age] = [await value('ENGINE'), await value('HOST'), await value('PORT'), await value('CONN_MAX_AGE')];
  if (!/postgresql|postgis/.test(engine?.value ?? '') || !host || host.value === '' || host.value?.startsWith('/')) return undefined;
  const options = entryOf(entries, 'OPTIONS');
  const inner = (options && (await record(options, reader)))?.entries ?? [];
  const { path } = database.program.source;
  return {
    system: 'django-database', kind: 'client', name: `Django database "${database.key}" (${path})`, version: { reason: 'no version is needed' }, place: database.place, listens: [],
    settings: [...idle(age), probe(await value('keepalives', inner), await value('keepalives_idle', inner), database)],
    routes: [{ route: {}, settings: [], place: host.places[0], upstream: { target: targetOf(host, port), protocol: 'tcp', pooled: pooled(age, database), place: host.places[0] } }],
  };
}

/** A connection above this age is closed before it would be used again. */
const idle = (age: Text | undefined): readonly Setting[] => (age && age.value !== '0' ? [configured('upstream.idle', 'CONN_MAX_AGE', age, secondsOf)] : []);

function pooled(age: Text | undefined, database: Entry): Fact {
  if (age === undefined || age.value === '0') return no('without CONN_MAX_AGE each request opens a connection of its own', database.place);
  return age.value === undefined ? unsure('CONN_MAX_AGE is only known at run time', age.places[0]) : yes(`CONN_MAX_AGE ${age.value} keeps connections for further requests`, age.places[0]);
}

/** libpq switches keep-alive on and leaves the first probe to the kernel. */
function probe(on: Text | undefined, first: Text | undefined, database: Entry): Setting {
  if (on?.value === '0') return { ...configured('probe.idle', 'keepalives', on, () => Number.POSITIVE_INFINITY), side: 'upstream' };
  if (first && first.value !== '0') return { ...configured('probe.idle', 'keepalives_idle', first, secondsOf), side: 'upstream' };
  return kernelProbe({ name: 'keepalives_idle', place: database.place, side: 'upstream' });
}

/** A public name is rarely described with what it names; a port of its own tells as much. */
function targetOf(host: Text, port: Text | undefined): Target {
  const number = port === undefined || port.value === '' ? serverPort : portOf(port.value ?? '');
  if (host.value === undefined) return { kind: 'unknown', reason: 'the database host is only known at run time', expression: host.expression, ...(host.variable === undefined ? {} : { variable: host.variable }) };
  const isPublic = host.value.split('.').length > 2 && !/\.svc(?:\.|$)|^[\d.]+$/.test(host.value);
  return isPublic && number !== undefined && number !== serverPort ? { kind: 'port', port: number, why: `the database host ${host.value} is asked on port ${number}`, host: host.value } : { kind: 'host', host: host.value, port: number };
}
