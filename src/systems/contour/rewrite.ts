import type { PathChange, Route } from '../../model/layer.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';

/** `pathRewritePolicy`: the replacement written for the route's own prefix, else the one for any. What is included elsewhere has prefixes of that place in front. */
export function rewritten(node: YamlNode, { path: own = '/', match }: Route, isRoot: boolean): Pick<Route, 'becomes'> {
  const replacements = items(get(node, 'pathRewritePolicy', 'replacePrefix'));
  if (replacements.length === 0) return {};
  const prefixOf = (one: YamlNode): string => textOf(get(one, 'prefix')) ?? '';
  const chosen = replacements.find((one) => prefixOf(one) === own) ?? replacements.find((one) => prefixOf(one) === '');
  const to = chosen && textOf(get(chosen, 'replacement'));
  if (isRoot && !chosen) return {};
  return { becomes: to === undefined || !isRoot || (match !== undefined && match !== 'prefix') ? { kind: 'unknown', why: 'pathRewritePolicy' } : replaced(own, to) };
}

/** Slashes at the end play no part, but for the root, which is replaced as it is written. */
const replaced = (from: string, to: string): PathChange =>
  from === '/' ? { kind: 'prefix', from, to } : { kind: 'prefix', from: from.replace(/\/+$/, ''), to: to.replace(/\/+$/, '') };
