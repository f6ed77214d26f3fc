import { describe, expect, it } from 'vitest';
import { matchesRoute, serves } from '../../src/engine/route.ts';

describe('an endpoint and a route', () => {
  it.each([
    ['/api/zip', { path: '/', match: 'prefix' }, true], ['/api/zip', { path: '/api', match: 'prefix' }, true], ['/api/zip', { path: '/web', match: 'prefix' }, false],
    ['/api', { path: '/api/', match: 'prefix' }, true], ['/api/**', { path: '/api/zip', match: 'prefix' }, true], ['/api/*/zip', { path: '/api/7', match: 'prefix' }, true],
    ['/api/zip', { path: '/api/zip', match: 'exact' }, true], ['/api/*', { path: '/api/zip', match: 'exact' }, true], ['/api/*', { path: '/api/a/b', match: 'exact' }, false],
    ['/api/**', { path: '/api/a/b', match: 'exact' }, true], ['/files/*.zip', { path: '/files/a.zip', match: 'exact' }, true], ['/files/*.zip', { path: '/files/a.csv', match: 'exact' }, false],
    ['/api', { path: '/api/zip', match: 'exact' }, false], ['/api/zip', {}, true],
    ['/api/zip', { path: '\\.zip$', match: 'pattern' }, false], ['/api/a.zip', { path: '\\.zip$', match: 'pattern' }, true],
    ['/api/*', { path: '\\.zip$', match: 'pattern' }, true], ['/x', { path: '(', match: 'pattern' }, true], ['/x', { path: '(a+)+$', match: 'pattern' }, true],
  ] as const)('%s on %o: %s', (path, route, verdict) => expect(matchesRoute({ path }, route)).toBe(verdict));

  it('agree on host and method where both name one', () => {
    expect(matchesRoute({ path: '/', host: 'a.example' }, { host: 'b.example' })).toBe(false);
    expect(matchesRoute({ path: '/', host: 'a.example' }, { host: '*.example' })).toBe(true);
    expect(matchesRoute({ path: '/', host: 'a.example' }, {})).toBe(true);
    expect(matchesRoute({ path: '/', method: 'post' }, { method: 'POST' })).toBe(true);
    expect(matchesRoute({ path: '/', method: 'GET' }, { method: 'POST' })).toBe(false);
  });
});

describe('rival routes', () => {
  const prefix = (path: string, host?: string) => ({ path, match: 'prefix' as const, ...(host ? { host } : {}) });
  const served = (path: string, own: Parameters<typeof serves>[1]['routes'], rivals: Parameters<typeof serves>[1]['rivals'], host?: string) => serves({ path, ...(host ? { host } : {}) }, { routes: own, rivals });

  it('win by the longer prefix', () => {
    expect(served('/api/zip', [prefix('/')], [prefix('/api')])).toBe(false);
    expect(served('/web', [prefix('/')], [prefix('/api')])).toBe(true);
    expect(served('/api/zip', [prefix('/api')], [prefix('/')])).toBe(true);
  });
  it('win by being exact, or by a pattern over a prefix', () => {
    expect(served('/api/zip', [prefix('/api')], [{ path: '/api/zip', match: 'exact' }])).toBe(false);
    expect(served('/api/a.zip', [prefix('/api')], [{ path: '\\.zip$', match: 'pattern' }])).toBe(false);
    expect(served('/api/a.zip', [{ path: '/api/a.zip', match: 'exact' }], [{ path: '\\.zip$', match: 'pattern' }])).toBe(true);
  });
  it('win by naming the host', () => {
    expect(served('/api', [prefix('/api')], [prefix('/', 'a.example')], 'a.example')).toBe(false);
    expect(served('/api', [prefix('/', 'a.example')], [prefix('/api')], 'a.example')).toBe(true);
  });
});
