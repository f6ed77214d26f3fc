import { type Datum, datumAt, datumsAt, type DatumEntry, type TextDatum, valueAt } from '../../model/resource.ts';
import type { Place } from '../../model/place.ts';
import { get } from '../../syntax/yaml-read.ts';
import { type Service, valueOf } from './values.ts';

/** The events of a function that an API of API Gateway raises, as blocks of their own. */
export const eventsOf = (written: Datum, service: Service): readonly DatumEntry[] => datumsAt(written, 'events').flatMap((event) => (event.kind === 'map' ? event.entries : []).flatMap((entry) => eventOf(entry, service)));

const kinds = new Map([['http', 'rest'], ['httpApi', 'http'], ['websocket', 'websocket']]);

/** An API that stands elsewhere keeps its kind to itself. */
function eventOf({ key, keyPlace, value }: DatumEntry, service: Service): readonly DatumEntry[] {
  const kind = kinds.get(key);
  if (kind === undefined || valueAt(value, 'async') === 'true' || valueAt(value, 'integration')?.toUpperCase() === 'MOCK') return [];
  const shared = get(service.root, 'provider', 'apiGateway', 'timeoutInMillis');
  const timeout = kind === 'rest' ? (datumAt(value, 'timeoutInMillis') ?? (shared && valueOf(shared, service))) : undefined;
  const endpoint = get(service.root, 'provider', 'endpointType') ?? get(service.root, 'provider', 'apiGateway', 'endpoint', 'type');
  const isElsewhere = get(service.root, 'provider', 'apiGateway', 'restApiId') !== undefined;
  const facts: readonly (readonly [string, Datum | undefined])[] = [
    ['kind', textOf(kind, keyPlace)], ...routeOf(value, keyPlace), ['timeoutInMillis', timeout],
    ['endpoint', isElsewhere ? unknownAt(keyPlace) : endpoint && valueOf(endpoint, service)],
  ];
  return [{ key: 'event', keyPlace, value: { kind: 'map', entries: facts.flatMap(([name, datum]) => (datum ? [{ key: name, keyPlace, value: datum }] : [])), place: keyPlace } }];
}

/** `GET /pets`, `*`, or `{ path, method }`. */
function routeOf(value: Datum, place: Place): readonly (readonly [string, Datum | undefined])[] {
  if (value.kind !== 'text') return [['path', datumAt(value, 'path')], ['method', datumAt(value, 'method')]];
  const [, method, path] = /^(\S+)\s+(\S+)$/.exec(value.text.value ?? '') ?? [];
  return [['path', path === undefined ? undefined : textOf(path, place)], ['method', method === undefined ? undefined : textOf(method, place)]];
}

const textOf = (value: string, place: Place): TextDatum => ({ kind: 'text', text: { value, expression: value, places: [place], origin: 'configured' }, refers: [] });
const unknownAt = (place: Place): TextDatum => ({ kind: 'text', text: { value: undefined, expression: 'restApiId', places: [place], origin: 'configured' }, refers: [] });
