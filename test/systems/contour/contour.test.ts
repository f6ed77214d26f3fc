import { describe, expect, it } from 'vitest';
import { contour } from '../../../src/systems/contour/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (manifest: string): Promise<Reading | undefined> => contour.fromScene?.(sceneOf(manifest), readerOf({}));
const proxy = (route: string): string => `apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: {name: web}
spec:
  virtualhost: {fqdn: a.example.org}
  routes:
  - conditions: [{prefix: /api}]
    services: [{name: web, port: 80}]
    ${route}
`;

describe('contour', () => {
  it('reads the policies of a route', async () => {
    const [layer] = (await read(proxy('timeoutPolicy: {response: infinity, idle: 0s, idleConnection: 4s}\n    retryPolicy: {count: 2, perTryTimeout: 150ms}')))?.layers ?? [];
    expect(layer?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline timeoutPolicy.response=Infinity', 'upstream.idle timeoutPolicy.idleConnection=4000', 'retry.attempts retryPolicy.count=3', 'upstream.try retryPolicy.perTryTimeout=150']);
    expect(layer?.routes).toMatchObject([{ route: { host: 'a.example.org', path: '/api', match: 'prefix' }, upstream: { target: { kind: 'service', name: 'web', port: 80 } } }]);
    expect(layer?.listens).toMatchObject([{ kind: 'host', host: 'a.example.org' }, { kind: 'controller', controller: 'contour' }]);
  });

  it('refuses what is no duration', async () => {
    expect((await read(proxy('timeoutPolicy: {response: 30, idle: 5m}')))?.written).toMatchObject([{ fault: 'invalid', name: 'timeoutPolicy.response' }]);
  });

  it('reads the annotations of Ingresses of its class only', async () => {
    const annotated = '    projectcontour.io/response-timeout: 2m';
    expect((await read(ingress(annotated, 'contour')))?.layers?.[0]?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline projectcontour.io/response-timeout=120000']);
    expect(await read(ingress(annotated, 'nginx'))).toBeUndefined();
  });
});
