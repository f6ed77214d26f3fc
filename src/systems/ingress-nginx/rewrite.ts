import type { PathChange } from '../../model/layer.ts';
import { substituted } from '../substitution.ts';

/** What `rewrite-target` makes of a path: without a group of the pattern it takes the place of the whole path. */
export function rewriteTo(path: string, target: string | undefined): PathChange {
  if (target === undefined) return { kind: 'unknown', why: 'rewrite-target' };
  return target.includes('$') ? substituted({ pattern: `^${path}`, replacement: target, why: 'rewrite-target' }) : { kind: 'fixed', to: target };
}
