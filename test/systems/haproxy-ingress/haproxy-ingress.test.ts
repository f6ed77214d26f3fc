import { describe, expect, it } from 'vitest';
import { haproxyIngress } from '../../../src/systems/haproxy-ingress/index.ts';
import type { Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, service, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (manifest: string): Promise<Reading | undefined> => haproxyIngress.fromScene?.(sceneOf(manifest), readerOf({}));
const settings = async (manifest: string) => (await read(manifest))?.layers?.[0]?.routes[0]?.settings.map(shown);
const pool = 'upstream.idle 3 × pool-purge-delay=15000';

describe('haproxy-ingress', () => {
  it('takes the Service before the Ingress before the ConfigMap', async () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: haproxy-configmap}\ndata: {timeout-http-keep-alive: 40s, timeout-server: 10s}\n---\n';
    const server = (amount: number) => ['upstream.read', 'upstream.send'].map((timer) => `${timer} haproxy.org/timeout-server=${amount}`);
    const own = ingress('    haproxy.org/timeout-server: 90s', 'haproxy');
    expect(await settings(map + own)).toEqual([...server(90_000), 'downstream.idle timeout-http-keep-alive=40000', pool]);
    expect(await settings(service('    haproxy.org/timeout-server: 2m') + own)).toEqual([...server(120_000), pool]);
  });

  it('counts timeout-client between two requests as well', async () => {
    const map = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: haproxy-configmap}\ndata: {${data}}\n---\n`;
    const idle = async (data: string) => (await settings(map(data) + ingress('    haproxy.org/check: "true"', 'haproxy')))?.filter((one) => one.startsWith('downstream.idle'));
    expect(await idle('timeout-http-keep-alive: 70s')).toEqual(['downstream.idle timeout-client=50000']);
    expect(await idle('timeout-client: 20s')).toEqual(['downstream.idle timeout-client=20000']);
    expect(await idle('timeout-client: 5m')).toEqual(['downstream.idle timeout-http-keep-alive=60000']);
    expect(await idle('timeout-server: 5m')).toEqual([]);
  });

  it('tells the two makers apart by what they read', async () => {
    expect(await settings(ingress('    haproxy-ingress.github.io/timeout-connect: 9s', 'haproxy'))).toEqual(['upstream.connect haproxy-ingress.github.io/timeout-connect=9000', pool]);
    expect(await settings(ingress('    haproxy.org/timeout-connect: 9s', 'haproxy'))).toEqual([pool]);
  });

  it('drops what is no time, and leaves other classes alone', async () => {
    expect((await read(ingress('    haproxy.org/timeout-server: 1.5m', 'haproxy')))?.written).toMatchObject([{ fault: 'ineffective', refused: true }]);
    expect(await read(ingress('    haproxy.org/timeout-server: 90s', 'nginx'))).toBeUndefined();
  });
});
