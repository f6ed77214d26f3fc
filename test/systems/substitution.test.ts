import { expect, test } from 'vitest';
import { pathAfter } from '../../src/model/path-change.ts';
import { substituted } from '../../src/systems/substitution.ts';

/** What a path becomes, in the eyes of hoplint and of JavaScript. */
const both = (pattern: string, replacement: string, path: string): readonly [string | undefined, string] =>
  [pathAfter(path, substituted({ pattern, replacement, why: 'test' })), path.replace(new RegExp(pattern), replacement)];

test.each([
  ['^/api/(.*)', '/$1'], ['^/api/(.*)$', '/v1/$1'], ['^/api(.*)', '$1'], ['^/api(/|$)(.*)', '/$2'], ['^/api(/)?(.*)', '/$2'], ['^/api/?(.*)', '/$1'],
  ['^/api(/.*)$', '/v2$1'], ['^/(.*)$', '/v1/$1'], ['(.*)', '/foo$1'], ['^/?(.*)', '/v1/$1'], ['/(.*)', '/v1/$1'], ['^.*$', '/all'], ['^/a\\.b/(.*)', '/$1'], ['^/api(?:/|$)(.*)', '/v1/$1'],
])('%s to %s is followed', (pattern, replacement) => {
  const paths = ['/api/users/1', '/other', '/a.b/c'].filter((path) => new RegExp(pattern).test(path));
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    const [known, done] = both(pattern, replacement, path);
    expect(known).toBe(done);
  }
});

test.each([
  ['^/api/(\\w+)/(.*)', '/$2/$1'], ['/api/(.*)', '/$1'], ['^/api/(.*)', '/$2'], ['^/(api|v1)/(.*)', '/$2'], ['^/api\\d/(.*)', '/$1'], ['^/api(.*)', '/$1?a=b'], ['^/api', '/'],
])('%s to %s is not', (pattern, replacement) => {
  expect(substituted({ pattern, replacement, why: 'test' })).toEqual({ kind: 'unknown', why: 'test' });
});

test('a pattern that may match anywhere needs a route that begins like it', () => {
  const one = { pattern: '/api/(.*)', replacement: '/$1', why: 'test' };
  expect(substituted({ ...one, route: { path: '/api', match: 'prefix' } })).toEqual({ kind: 'prefix', from: '/api/', to: '/' });
  expect(substituted({ ...one, route: { path: '/', match: 'prefix' } })).toEqual({ kind: 'unknown', why: 'test' });
});
