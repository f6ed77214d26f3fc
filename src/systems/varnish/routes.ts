import type { Route } from '../../model/layer.ts';
import { no, type Text, yes } from '../../model/value.ts';
import type { VclAssignment, VclBackend, VclFile } from '../../syntax/vcl.ts';
import type { RouteReading, Target } from '../system.ts';
import { backendSettings } from './settings.ts';

/** One route per backend that a request may go to; those of a director are alternatives of one hop. */
export function backendRoutes(vcl: VclFile): readonly RouteReading[] {
  const hints = vcl.assignments.filter(({ name }) => name === 'req.backend_hint' || name === 'bereq.backend');
  const chosen = hints.flatMap((hint) => routeTo(hint, vcl));
  const isCovered = hints.some(({ conditions }) => conditions.length === 0);
  const [fallback] = [...vcl.backends.filter(({ name }) => name === 'default'), ...vcl.backends];
  return [...chosen, ...(isCovered && chosen.length > 0 || !fallback ? [] : [routeOf({}, [fallback], vcl)])];
}

function routeTo({ value, conditions }: VclAssignment, vcl: VclFile): readonly RouteReading[] {
  const name = /^[\w-]+/.exec(value.text)?.[0] ?? '';
  const members = (vcl.directors.get(name) ?? [name]).flatMap((member) => vcl.backends.find((backend) => backend.name === member) ?? []);
  const [first] = members;
  return first ? [routeOf(narrowing(conditions), members, vcl)] : [];
}

/** `req.url ~ "^/api"` is a prefix; other patterns stay patterns. */
function narrowing(conditions: readonly string[]): Route {
  const pattern = /req\.url\s*~\s*"([^"]+)"/.exec(conditions.at(-1) ?? '')?.[1];
  const host = /req\.http\.host\s*==\s*"([^"]+)"/i.exec(conditions.join(' '))?.[1];
  const prefix = /^\^(\/[\w./-]*)$/.exec(pattern ?? '')?.[1];
  const path: Route = pattern === undefined ? {} : prefix === undefined ? { path: pattern, match: 'pattern' } : { path: prefix, match: 'prefix' };
  return { ...(host === undefined ? {} : { host }), ...path };
}

function routeOf(route: Route, members: readonly VclBackend[], vcl: VclFile): RouteReading {
  const [first, ...others] = members;
  const close = vcl.assignments.find(({ name, value, conditions }) => name === 'bereq.http.Connection' && /close/i.test(value.text) && conditions.length === 0);
  const place = first?.place ?? vcl.backends[0]?.place ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    route, place, settings: first ? backendSettings(first, vcl.assignments) : [],
    upstream: {
      target: targetOf(first), place, protocol: 'http/1.1', ...(others.length > 0 ? { others: others.map(targetOf) } : {}),
      pooled: close ? no('bereq.http.Connection is close', close.value.place) : yes('Varnish keeps connections to its backends', place),
    },
  };
}

function targetOf(backend: VclBackend | undefined): Target {
  const host = backend?.attributes.get('host')?.text ?? '';
  const socket = backend?.attributes.get('path')?.text;
  if (socket !== undefined) return { kind: 'socket', path: socket };
  if (host === '' || /[${}<%]/.test(host)) return { kind: 'unknown', reason: 'only known at run time', expression: host };
  const port = backend?.attributes.get('port')?.text ?? '80';
  return { kind: 'host', host, port: /^\d+$/.test(port) ? Number(port) : undefined };
}

/** `-b host:port`, without any VCL. */
export function optionRoutes(backend: Text): readonly RouteReading[] {
  const [, host = '', port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(backend.value ?? '') ?? [];
  const [place] = backend.places;
  if (host === '') return [];
  return [{ route: {}, settings: [], place, upstream: { target: { kind: 'host', host, port: port === undefined ? 80 : Number(port) }, protocol: 'http/1.1', place, pooled: yes('Varnish keeps connections to its backends', place) } }];
}
