import type { PathChange, Route } from '../../model/layer.ts';
import { replacing } from '../../model/path-change.ts';
import { textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { substituted } from '../substitution.ts';
import { field } from './fields.ts';

/** What a route's action makes of the path. */
export function rewritten(action: YamlNode, route: Route): Pick<Route, 'becomes'> {
  const [prefix, regex] = [field(action, 'prefix_rewrite'), field(action, 'regex_rewrite')];
  if (prefix) return { becomes: prefixRewrite(route, textOf(prefix)) };
  if (regex) return { becomes: regexRewrite(route, textOf(field(regex, 'pattern', 'regex')), textOf(field(regex, 'substitution'))) };
  const other = ['path_rewrite', 'path_rewrite_policy'].find((name) => field(action, name) !== undefined);
  return other === undefined ? {} : { becomes: { kind: 'unknown', why: other } };
}

/** Takes the place of what matched: of an exact path or a pattern that is all of it. */
export function prefixRewrite({ path = '/', match }: Route, to: string | undefined): PathChange {
  if (to === undefined) return { kind: 'unknown', why: 'prefix_rewrite' };
  return match === 'exact' || match === 'pattern' ? { kind: 'fixed', to } : replacing(path, to);
}

/** Groups are written `\1`. */
export const regexRewrite = (route: Route, pattern = '', substitution = ''): PathChange =>
  substituted({ pattern, replacement: substitution.replace(/\\(\d)/g, '$$$1'), why: 'regex_rewrite', route });
