import type { Route } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import { type Datum, datumAt, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';

/** What an API of API Gateway calls on one of its routes. */
export interface Integration {
  /** The API; for one that a tool makes by itself, what its routes have in common. */
  readonly api: Resource | string;
  readonly kind: 'rest' | 'http' | 'websocket';
  /** `undefined` where nothing tells whether it is at the edge. */
  readonly isEdge: boolean | undefined;
  readonly route: Route;
  readonly functions: readonly Resource[];
  /** The address of an HTTP integration. */
  readonly uri: Datum | undefined;
  /** Milliseconds. */
  readonly timeout: { readonly name: string; readonly text: Text } | undefined;
  readonly place: Place;
}

/** REST APIs are at the edge unless told. */
export const isEdge = ({ body }: Resource): boolean | undefined => edgeOf(datumAt(body, 'endpoint_configuration', 'types'));

/** `undefined` where only run time tells. */
export function edgeOf(types: Datum | undefined): boolean | undefined {
  if (types === undefined) return true;
  const first = textAt(types.kind === 'list' ? types.items[0] : types);
  return first?.value === undefined ? undefined : first.value.toUpperCase() === 'EDGE';
}

/** `X-Amz-Invocation-Type: 'Event'`: the function is started, and nobody waits for it. */
export function isAsynchronous(parameters: Datum | undefined): boolean {
  return parameters?.kind === 'map' && parameters.entries.some(({ key, value }) => /invocation-?type/i.test(key) && !/RequestResponse/.test(valueAt(value) ?? ''));
}
