import type { PathChange } from '../../model/layer.ts';
import { unknownPath } from '../../model/path-change.ts';
import type { Rewrite } from '../rewriting.ts';
import { substituted } from '../substitution.ts';

/** `uri strip_prefix /api`, `uri replace /old/ /new/`, `uri path_regexp …`. */
export function uriRewrite([kind, target = '', replacement = '']: readonly string[]): Rewrite {
  if (kind === 'strip_prefix') return () => stripped(target);
  if (kind === 'query') return () => undefined;
  if (kind === 'replace') return ({ path = '/', match }) => (target.startsWith('/') && match !== 'pattern' && path.startsWith(target) ? { kind: 'prefix', from: target, to: replacement } : unknownPath('uri replace'));
  if (kind === 'path_regexp') return (route) => substituted({ pattern: target, replacement, why: 'uri path_regexp', route });
  return () => unknownPath(`uri ${kind ?? ''}`.trim());
}

export const stripped = (prefix: string): PathChange =>
  prefix.includes('{') ? unknownPath('strip_prefix') : { kind: 'prefix', from: `/${prefix.replace(/^\//, '')}`, to: '' };

/** `rewrite /index.html`, `rewrite /v2{uri}`, `rewrite ?a=b`. */
export function rewriteTo(target: string): Rewrite {
  const path = target.replace(/[?#].*/s, '');
  const put = /^([^{}]*)\{(?:uri|path|http\.request\.uri(?:\.path)?)\}$/.exec(path)?.[1];
  if (path === '' || put === '') return () => undefined;
  if (put !== undefined) return () => ({ kind: 'prefix', from: '', to: put });
  return () => (path.includes('{') ? unknownPath('rewrite') : { kind: 'fixed', to: path.startsWith('/') ? path : `/${path}` });
}
