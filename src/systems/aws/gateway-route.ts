import type { Route } from '../../model/layer.ts';

/** `/pets/{id}` and `/{proxy+}` as routes. */
export function gatewayRoute(path: string | undefined, method: string | undefined): Route {
  const own = method === undefined || /^(?:any|x-amazon-apigateway-any-method|\*)$/i.test(method) ? {} : { method: method.toUpperCase() };
  return { ...own, ...pathRoute(path) };
}

function pathRoute(written: string | undefined): Route {
  if (written === undefined || written === '*') return {};
  const path = written.startsWith('/') ? written : `/${written}`;
  const below = /^([^{}]*)\/\{[^{}]*\+\}$/.exec(path)?.[1];
  if (below !== undefined) return below === '' ? {} : { path: below, match: 'prefix' };
  if (!path.includes('{')) return { path, match: 'exact' };
  const pattern = path.split(/(\{[^{}]*\})/).map((part) => (/^\{.*\}$/.test(part) ? (part.endsWith('+}') ? '.+' : '[^/]+') : part.replace(/[\\^$.|+()[\]{}?*]/g, '\\$&'))).join('');
  return { path: `^${pattern}$`, match: 'pattern' };
}
