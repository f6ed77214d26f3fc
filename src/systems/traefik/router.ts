import type { Protocol, Route } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { Target } from '../system.ts';

/** One router of any provider, with the service behind it. */
export interface Router {
  readonly routes: readonly Route[];
  /** Empty: the default ones. */
  readonly entryPoints: readonly string[];
  readonly target: Target;
  readonly others: readonly Target[];
  readonly protocol: Protocol;
  /** The named ServersTransport behind it, which inherits nothing from the static one. */
  readonly transport: Transport | undefined;
  /** Where the server's address is written, if that is not {@link place}. */
  readonly server?: Place;
  readonly place: Place;
}

export interface Transport {
  readonly name: string;
  /** What its options are written below: `http.serversTransports.slow`, `spec`. */
  readonly prefix: string;
  readonly place: Place;
  /** `undefined` when the repository does not show it. */
  readonly settings: readonly Setting[] | undefined;
}

/** What a URL of a server tells: `http://app:8000`, `h2c://app:9000`. */
export function serverOf(url: string | undefined, expression: string): { readonly target: Target; readonly protocol: Protocol } {
  const [, scheme = '', host, port] = /^(https?|h2c):\/\/([^/:\s]+)(?::(\d+))?/i.exec(url ?? '') ?? [];
  if (host === undefined) return { target: { kind: 'unknown', reason: 'the server\'s address is only known at run time', expression }, protocol: 'unknown' };
  const usual = scheme.toLowerCase() === 'https' ? 443 : 80;
  return { target: { kind: 'host', host, port: port === undefined ? usual : Number(port) }, protocol: protocolOf(scheme) };
}

export const protocolOf = (scheme: string | undefined): Protocol => (scheme?.toLowerCase() === 'h2c' ? 'h2' : 'http/1.1');
