import { describe, expect, it } from 'vitest';
import { openshiftRouter } from '../../../src/systems/openshift-router/index.ts';
import { readerOf } from '../support.ts';
import { at, sceneOf, shown } from '../scene.ts';

const route = (annotation: string): string => `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: web
  annotations:
    ${annotation}
spec:
  host: web.example.org
  path: /api
  to: { kind: Service, name: web }
  port: { targetPort: http }
`;

const read = async (annotation: string) => (await openshiftRouter.fromScene?.(sceneOf(route(annotation)), readerOf({}))) ?? {};

describe('openshift-router', () => {
  it('reads the timeout of a Route, and what it leads to', async () => {
    const [layer] = (await read('haproxy.router.openshift.io/timeout: 2m')).layers ?? [];
    expect(layer?.settings.map(shown)).toEqual(['upstream.read haproxy.router.openshift.io/timeout=120000']);
    expect(layer).toMatchObject({ listens: [{ host: 'web.example.org' }], routes: [{ route: { host: 'web.example.org', path: '/api' }, upstream: { target: { kind: 'service', name: 'web', port: 'http' } } }] });
  });

  it('names keys, forms and units that do not do what they say', async () => {
    const faults = async (annotation: string) => (await read(annotation)).written?.map(({ fault, place }) => [fault, at(route(annotation), place)]);
    expect(await faults('haproxy.router.openshift.io/timeout: 60s')).toEqual([]);
    expect(await faults('haproxy.router.openshift.io/timeout: "60"')).toEqual([['suspect', '60']]);
    expect(await faults('haproxy.router.openshift.io/timeout: 1.5s')).toEqual([['ineffective', '1.5s']]);
    expect(await faults('router.openshift.io/timeout: 60s')).toEqual([['ineffective', 'router.openshift.io/timeout']]);
  });

  it('leaves other scenes alone', async () => {
    expect(await openshiftRouter.fromScene?.(sceneOf('apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n'), readerOf({}))).toBeUndefined();
  });
});
