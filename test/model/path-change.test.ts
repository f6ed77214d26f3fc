import { expect, test } from 'vitest';
import type { PathChange, Route } from '../../src/model/layer.ts';
import { changed, outside, pathAfter } from '../../src/model/path-change.ts';

const prefix = (from: string, to: string): PathChange => ({ kind: 'prefix', from, to });
const unknown: PathChange = { kind: 'unknown', why: 'x' };

/** Every change in turn, each with its alternatives. */
const through = (route: Route, ...steps: readonly (readonly PathChange[])[]): readonly Route[] =>
  steps.reduce<readonly Route[]>((routes, step) => routes.flatMap((one) => changed(one, step)), [route]);

/** What a path becomes on the longest route that takes it. */
function sent(path: string, routes: readonly Route[]): string | undefined {
  const [best] = routes.filter((route) => path.startsWith(route.path ?? '')).toSorted((a, b) => (b.path ?? '').length - (a.path ?? '').length);
  return pathAfter(path, best?.becomes);
}

test('a cut of all its paths leaves one route, a cut of some two', () => {
  expect(through({ path: '/api', match: 'prefix' }, [prefix('/api', '')])).toEqual([{ path: '/api', match: 'prefix', becomes: prefix('/api', '') }]);
  const split = through({ host: 'a' }, [prefix('/api', '')]);
  expect(split).toEqual([{ host: 'a', path: '/api', match: 'prefix', becomes: prefix('/api', '') }, { host: 'a' }]);
  expect(['/api/users', '/users'].map((path) => sent(path, split))).toEqual(['/users', '/users']);
  expect(through({ path: '/other', match: 'prefix' }, [prefix('/api', '')])).toEqual([{ path: '/other', match: 'prefix' }]);
});

test('of several changes the first that fits counts', () => {
  const routes = through({}, [prefix('/a', ''), prefix('/b', '')]);
  expect(['/a/x', '/b/x', '/c/x'].map((path) => sent(path, routes))).toEqual(['/x', '/x', '/c/x']);
});

test('changes follow each other', () => {
  const added = through({ path: '/api', match: 'prefix' }, [prefix('/api', '')], [prefix('', '/v1')]);
  expect(sent('/api/users', added)).toBe('/v1/users');
  const twice = through({ path: '/a', match: 'prefix' }, [prefix('/a', '')], [prefix('/b', '')]);
  expect(['/a/b/x', '/a/x'].map((path) => sent(path, twice))).toEqual(['/x', '/x']);
  expect(sent('/a', through({ path: '/a' }, [{ kind: 'fixed', to: '/b/c' }], [prefix('/b', '')]))).toBe('/c');
});

test('nothing follows the unknown but what takes its place', () => {
  expect(sent('/a/x', through({ path: '/a' }, [unknown], [prefix('/a', '')]))).toBeUndefined();
  expect(sent('/a/x', through({ path: '/a' }, [unknown], [{ kind: 'fixed', to: '/c' }]))).toBe('/c');
});

test('a pattern takes one change; which of several nobody knows', () => {
  const pattern: Route = { path: '^/api/.*', match: 'pattern' };
  expect(through(pattern, [prefix('/api', '')])).toEqual([{ ...pattern, becomes: prefix('/api', '') }]);
  expect(through(pattern, [prefix('/api', ''), prefix('/b', '')])[0]?.becomes?.kind).toBe('unknown');
  expect(through(pattern, [prefix('/api', '')], [prefix('', '/v1')])[0]?.becomes).toEqual(prefix('/api', '/v1'));
});

test('an inner route has the name that the outer one gives it', () => {
  const outer: Route = { path: '/api', match: 'prefix', becomes: prefix('/api', '') };
  expect(outside(outer, { path: '/users', match: 'prefix' }, undefined)).toEqual({ path: '/api/users', match: 'prefix', becomes: prefix('/api', '') });
  expect(outside({ becomes: prefix('', '/v1') }, { path: '/v1', match: 'prefix' }, undefined)).toMatchObject({ path: '/' });
  expect(outside({ path: '/a', match: 'exact', becomes: { kind: 'fixed', to: '/b' } }, { path: '/b' }, unknown).becomes).toEqual(unknown);
});
