import type { PathChange, Route } from '../../model/layer.ts';
import { replacing, unknownPath } from '../../model/path-change.ts';
import { substituted } from '../substitution.ts';
import { type Levels, named } from './tree.ts';

type Sends = (to: string) => PathChange | undefined;

/** `ProxyPass` puts the path of the address in place of its own, or of that of its section: also an empty one. */
export const replacedPrefix = ({ path }: Route, written: string | undefined): Sends => (to) => {
  const from = written ?? path ?? '/';
  if (/[$%]/.test(to)) return unknownPath('ProxyPass');
  return from === to || (from === '/' && to === '') ? undefined : replacing(from, to);
};

/** `ProxyPass` takes the pattern of a section for text. */
export const notRead: Sends = () => unknownPath('ProxyPass within LocationMatch');

/** `ProxyPassMatch` puts groups into the address; without any it appends the whole path. */
export const substitutedMatch = (pattern: string | undefined, route: Route): Sends => (to) => {
  if (/[$%]/.test(to)) return pattern === undefined ? unknownPath('ProxyPassMatch') : different(substituted({ pattern, replacement: to, why: 'ProxyPassMatch', route }));
  return to === '' || to === '/' ? undefined : { kind: 'prefix', from: '', to: to.replace(/\/$/, '') };
};

/** `RewriteRule … [P]`: the address is all there is. Within sections the pattern sees a part of the path only. */
export const substitutedRule = (pattern: string | undefined, route: Route): Sends => (to) => {
  const before = /^([^$%]*)%\{REQUEST_URI\}$/.exec(to)?.[1];
  if (before !== undefined) return before === '' ? undefined : { kind: 'prefix', from: '', to: before };
  if (!/[$%]/.test(to)) return { kind: 'fixed', to: to === '' ? '/' : to };
  return pattern === undefined ? unknownPath('RewriteRule') : different(substituted({ pattern, replacement: to, why: 'RewriteRule', route }));
};

/** Other rules that change the path before `ProxyPass` sees it. */
export const passesThrough = (levels: Levels): boolean =>
  levels.some((level) => named(level, 'rewriterule').some(({ args }) => args[1]?.text !== '-' && /[[,]\s*(?:PT|passthrough)\s*[\],]/i.test(args[2]?.text ?? '')));

const different = (change: PathChange): PathChange | undefined => (change.kind === 'prefix' && change.from === change.to ? undefined : change);
