import type { PathChange, Route } from '../../model/layer.ts';
import { unknownPath } from '../../model/path-change.ts';

interface Forwarding {
  /** Whether the matched path is left out; `undefined` where only run time tells. */
  readonly strips: boolean | undefined;
  /** The path of the service, which comes first. */
  readonly base: string | undefined;
}

/** The path that Kong sends to the service, by its rules v0. */
export function sentPath({ path, match }: Route, { strips, base = '' }: Forwarding): Pick<Route, 'becomes'> {
  const first = base.replace(/\/+$/, '');
  if (strips === undefined || (strips && match === 'pattern')) return unknown('strip_path');
  if (strips && match === 'exact') return { becomes: { kind: 'fixed', to: first === '' ? '/' : first } };
  if (strips && path !== undefined) return { becomes: { kind: 'prefix', from: path, to: path.endsWith('/') ? `${first}/` : first } };
  return first === '' ? {} : { becomes: { kind: 'prefix', from: '', to: first } };
}

export const unknown = (why: string): { readonly becomes: PathChange } => ({ becomes: unknownPath(why) });
