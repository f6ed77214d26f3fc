import type { PathChange } from '../../model/layer.ts';

const prefix = /^(\/[\w./~-]*?)\(\/\|\$\)\(\.\*\)$/;
const rest = /^(\/[\w./~-]*?\/)\??\(\.\*\)$/;

/** What `rewrite-target` makes of a path: without a group of the pattern it takes the place of the whole path. */
export function rewriteTo(path: string, target: string | undefined): PathChange {
  const unknown: PathChange = { kind: 'unknown', why: 'rewrite-target' };
  if (target === undefined) return unknown;
  if (!target.includes('$')) return { kind: 'fixed', to: target };
  const [, to, group] = /^(\/(?:[\w./~-]*\/)?)\$(\d)$/.exec(target) ?? [];
  const [cut, all] = [prefix.exec(path)?.[1], rest.exec(path)?.[1]];
  if (to !== undefined && cut !== undefined && group === '2') return { kind: 'prefix', from: `${cut.replace(/\/$/, '')}/`, to };
  return to !== undefined && all !== undefined && group === '1' ? { kind: 'prefix', from: all, to } : unknown;
}
