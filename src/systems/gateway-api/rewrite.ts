import type { PathChange, Route } from '../../model/layer.ts';
import { get, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';

/** The `URLRewrite` filter of a rule. */
export function rewritten(rule: YamlNode, route: Route): Pick<Route, 'becomes'> {
  const path = items(get(rule, 'filters')).flatMap((filter) => get(filter, 'urlRewrite', 'path') ?? [])[0];
  return path ? { becomes: changeOf(path, route) } : {};
}

/** A prefix is replaced by whole segments, whether slashes end it or not. */
function changeOf(path: YamlNode, { path: from = '/', match }: Route): PathChange {
  const [full, prefix] = [textOf(get(path, 'replaceFullPath')), textOf(get(path, 'replacePrefixMatch'))];
  if (full !== undefined) return { kind: 'fixed', to: full };
  if (prefix === undefined || (match !== undefined && match !== 'prefix')) return { kind: 'unknown', why: 'URLRewrite' };
  return { kind: 'prefix', from: from.replace(/\/+$/, ''), to: prefix.replace(/\/+$/, '') };
}
