import { describe, expect, it } from 'vitest';
import { gcpLb } from '../../../src/systems/gcp-lb/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { at, ingress, sceneOf, service, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (manifest: string): Promise<Reading | undefined> => gcpLb.fromScene?.(sceneOf(manifest), readerOf({}));
const faults = async (manifest: string): Promise<readonly string[]> =>
  ((await read(manifest))?.written ?? []).map(({ fault, name, place, refused }) => `${fault}${refused ? ' refused' : ''} ${name} [${at(manifest, place)}]`);

const gce = ingress('    kubernetes.io/ingress.class: gce');
const plain = ingress('    x: y');
const attached = (json: string): string => service(`    cloud.google.com/backend-config: '${json}'`);
const config = (spec: string, name = 'slow'): string => `apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata:\n  name: ${name}\nspec:\n${spec}\n---\n`;

describe('gcp-lb', () => {
  it('takes the limits of the BackendConfig that the Service attaches', async () => {
    const reading = await read(gce + attached('{"default": "slow"}') + config('  timeoutSec: 180\n  connectionDraining:\n    drainingTimeoutSec: 60\n  healthCheck:\n    timeoutSec: 5'));
    expect(reading?.layers?.[0]).toMatchObject({ profile: 'external', settings: [], listens: [{ kind: 'host', host: 'web.example.org' }] });
    expect(reading?.layers?.[0]?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline timeoutSec=180000', 'stop.deregister connectionDraining.drainingTimeoutSec=60000', 'health.timeout healthCheck.timeoutSec=5000']);
    expect(reading?.written).toEqual([]);
  });

  it('prefers the port\'s own BackendConfig, by name or number', async () => {
    const configs = config('  timeoutSec: 180') + config('  timeoutSec: 20', 'quick');
    for (const port of ['http', '80']) {
      const reading = await read(gce + attached(`{"default": "slow", "ports": {"${port}": "quick"}}`) + configs);
      expect(reading?.layers?.[0]?.routes[0]?.settings.map(shown)).toEqual(['upstream.deadline timeoutSec=20000']);
    }
  });

  it('needs a word of GKE where no class is named', async () => {
    expect(await read(plain + service('    x: y'))).toBeUndefined();
    expect((await read(plain + service('    cloud.google.com/neg: \'{"ingress": true}\'')))?.layers).toHaveLength(1);
    expect((await read(plain + service('    x: y') + config('  timeoutSec: 3')))?.layers).toHaveLength(1);
    expect((await read(ingress('    x: y', 'nginx') + config('  timeoutSec: 3')))).toBeUndefined();
  });

  it('does not know the timeout of a BackendConfig of another repository', async () => {
    expect((await read(gce + attached('{"default": "elsewhere"}')))?.layers?.[0]?.routes[0]?.settings[0]?.value.kind).toBe('unknown');
  });

  it('names attachments that reach nothing', async () => {
    const key = 'cloud.google.com/backend-config';
    expect(await faults(ingress(`    kubernetes.io/ingress.class: gce\n    ${key}: '{"default": "slow"}'`))).toEqual([`ineffective ${key} [{"default": "slow"}]`]);
    expect(await faults(gce + attached('{"ports": {"https": "slow"}}') + config('  timeoutSec: 3'))).toEqual([`ineffective ${key} [{"ports": {"https": "slow"}}]`]);
    expect(await faults(gce + attached('{"default": "slwo"}') + config('  timeoutSec: 3'))).toEqual([`ineffective ${key} [{"default": "slwo"}]`]);
    expect(await faults(gce + attached('{"default": "elsewhere"}'))).toEqual([]);
    expect(await faults(gce + attached('slow'))).toEqual([`invalid refused ${key} [slow]`]);
  });

  it('refuses a quoted number', async () => {
    expect(await faults(gce + attached('{"default": "slow"}') + config('  timeoutSec: "60"'))).toEqual(['invalid refused timeoutSec [60]']);
    expect(await faults(gce + attached('{"default": "slow"}') + config('  timeoutSec: {{ .Values.timeout }}'))).toEqual([]);
  });

  it('reads Gateways of its classes with their policies', async () => {
    const gateway = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: public}\nspec: {gatewayClassName: gke-l7-global-external-managed}\n---\n';
    const routes = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: public}]
  hostnames: [www.example.org]
  rules:
  - matches: [{path: {type: PathPrefix, value: /api}}]
    backendRefs: [{name: web, port: 80}]
---
apiVersion: networking.gke.io/v1
kind: GCPBackendPolicy
metadata: {name: web}
spec: {default: {timeoutSec: 90}, targetRef: {kind: Service, name: web}}
`;
    expect((await read(routes))?.layers?.map(({ name }) => name)).toEqual(['Google Cloud load balancer (httproute/web)']);
    expect(await read(gateway.replace('gke-l7-global-external-managed', 'istio') + routes)).toBeUndefined();
    const reading = await read(gateway + routes);
    expect(reading?.layers?.map(({ name }) => name)).toEqual(['Google Cloud load balancer (gateway/public)']);
    expect(reading?.layers?.[0]?.routes).toMatchObject([{ route: { host: 'www.example.org', path: '/api', match: 'prefix' }, settings: [{ timer: 'upstream.deadline', value: { amount: 90_000 } }], upstream: { target: { kind: 'service', name: 'web', port: 80 } } }]);
  });
});
