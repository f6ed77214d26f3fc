import type { PathChange, Route } from '../model/layer.ts';
import { unknownPath } from '../model/path-change.ts';

interface Substitution {
  readonly pattern: string;
  /** Its groups as `$1` or `${1}`. */
  readonly replacement: string;
  /** The system's own name for it. */
  readonly why: string;
  /** Of a pattern that may match anywhere: the route that tells where it does. */
  readonly route?: Route;
}

/** What a regular expression makes of a path, where it only puts another beginning in place of its own; else nobody knows. */
export function substituted({ pattern, replacement, why, route }: Substitution): PathChange {
  const unknown = unknownPath(why);
  if (pattern.length + replacement.length > longest) return unknown;
  if (!/[$\\]/.test(replacement)) return everything.test(pattern) && replacement.startsWith('/') ? { kind: 'fixed', to: replacement.replace(/\?.*/s, '') } : unknown;
  const [, put = '', group] = /^((?:\/[\w./~-]*)?)\$\{?(\d)\}?$/.exec(replacement) ?? [];
  if (group === '1' && /^\^?\(\.[*+]\)\$?$/.test(pattern)) return { kind: 'prefix', from: '', to: put };
  const [, anchor = '', escaped = '', rest = ''] = /^(\^?)(\/(?:[\w/~.-]|\\[./~-])*?)(\/?\??\(.*)$/.exec(pattern.replace(/^(\^?\/)\?(?=\()/, '$1')) ?? [];
  const cut = escaped.replaceAll('\\', '');
  const tail = tails.find(([written]) => written === rest.replace(/\$$/, ''));
  const isElsewhere = anchor === '' && cut !== '/' && (route?.match === 'pattern' || !route?.path?.startsWith(cut));
  if (!tail || group !== tail[1] || isElsewhere) return unknown;
  return beginning(cut, put, tail[2]) ?? unknown;
}

const longest = 500;
const everything = /^\^?\(?\/?\.\*\)?\$?$/;

/** What may follow the beginning, the group that keeps the rest, and where the slash between them stands: `cut` in neither, `kept` in the group. */
const tails: readonly (readonly [string, string, 'none' | 'cut' | 'kept'])[] = [
  ['(.*)', '1', 'none'], ['(.+)', '1', 'none'], ['/(.*)', '1', 'cut'], ['/(.+)', '1', 'cut'], ['/?(.*)', '1', 'cut'],
  ['(/|$)(.*)', '2', 'cut'], ['(?:/|$)(.*)', '1', 'cut'], ['(/)?(.*)', '2', 'cut'], ['(/?)(.*)', '2', 'cut'],
  ['(/.*)', '1', 'kept'], ['(/.*)?', '1', 'kept'], ['(/.+)', '1', 'kept'], ['(|/.*)', '1', 'kept'],
];

function beginning(cut: string, put: string, slash: 'none' | 'cut' | 'kept'): PathChange | undefined {
  if (slash === 'none') return { kind: 'prefix', from: cut, to: put };
  if (slash === 'kept') return put.endsWith('/') ? undefined : { kind: 'prefix', from: `${cut.replace(/\/$/, '')}/`, to: `${put}/` };
  return { kind: 'prefix', from: `${cut.replace(/\/$/, '')}/`, to: put };
}
