import { describe, expect, it } from 'vitest';
import type { Process } from '../../../src/model/process.ts';
import { parseIni } from '../../../src/syntax/ini.ts';
import { traefik } from '../../../src/systems/traefik/index.ts';
import { routesOfRule } from '../../../src/systems/traefik/rule.ts';
import type { LayerReading, Reading } from '../../../src/systems/system.ts';
import { ingress, sceneOf, shown } from '../scene.ts';
import { processOf, readerOf, text } from '../support.ts';

const reader = { ...readerOf({}), ini: parseIni };
const read = async (processes: readonly Process[], manifest = ''): Promise<Reading | undefined> => traefik.fromScene?.(sceneOf(manifest, processes), reader);
const first = async (...given: Parameters<typeof read>): Promise<LayerReading | undefined> => (await read(...given))?.layers?.[0];

const proxy = (parts: Parameters<typeof processOf>[0]): Process => processOf({ id: 'edge', workload: { kind: 'service', name: 'edge' }, image: 'traefik:v3.1', ...parts });
const inCluster = (...argv: readonly string[]): Process => proxy({ workload: { kind: 'deployment', name: 'traefik', namespace: 'kube-system' }, argv: ['--providers.kubernetesIngress', ...argv] });
const labelled = (labels: Readonly<Record<string, string>>): Process => processOf({ labels: new Map(Object.entries(labels).map(([key, value]) => [key, text(value)])) });
const app = labelled({ 'traefik.enable': 'true', 'traefik.http.routers.app.rule': 'Host(`a.example.org`) && PathPrefix(`/api`)', 'traefik.http.services.app.loadbalancer.server.port': '5000' });
const docker = '--providers.docker=true';

describe('traefik', () => {
  it('reads the command line, whatever its case', async () => {
    const layer = await first([proxy({ argv: [docker, '--entrypoints.web.address=:80', '--serverstransport.forwardingtimeouts.idleconntimeout=30s', '--entryPoints.web.transport.respondingTimeouts.readTimeout', '0'] }), app]);
    expect(layer?.settings.map(shown)).toEqual(['upstream.idle serversTransport.forwardingTimeouts.idleConnTimeout=30000', 'downstream.request entryPoints.web.transport.respondingTimeouts.readTimeout=Infinity']);
    expect(layer?.version).toMatchObject({ known: '3.1' });
    expect(layer?.routes).toMatchObject([{ route: { host: 'a.example.org', path: '/api', match: 'prefix' }, upstream: { target: { kind: 'process', process: 'web', port: 5000 }, pooled: { value: 'yes' } } }]);
    expect(layer?.listens).toMatchObject([{ kind: 'port', port: 80 }, { kind: 'host', host: 'a.example.org' }]);
  });

  it('reads its file, names the entry point that routers use, and leaves the redirecting one aside', async () => {
    const yaml = 'entryPoints:\n  web:\n    address: ":80"\n    http: {redirections: {entryPoint: {to: secure}}}\n  secure:\n    address: ":443"\n    transport:\n      respondingTimeouts:\n        idleTimeout: 300\nproviders:\n  docker: {}\n';
    const layer = await first([proxy({ files: { '/etc/traefik/traefik.yml': yaml } }), app]);
    expect(layer?.settings.map(shown)).toEqual(['downstream.idle entryPoints.secure.transport.respondingTimeouts.idleTimeout=300000']);
    expect(layer?.defaultPlace).toMatchObject({ file: 'etc/traefik/traefik.yml', line: 5 });
    expect(layer?.defaultNames?.get('downstream.request')).toBe('entryPoints.secure.transport.respondingTimeouts.readTimeout');
    expect(layer?.defaultNames?.get('upstream.idle')).toBe('serversTransport.forwardingTimeouts.idleConnTimeout');
  });

  it('lets routes of another entry point keep the default that the main one overrides', async () => {
    const apart = labelled({ 'traefik.http.routers.up.rule': 'Host(`up`)', 'traefik.http.routers.up.entrypoints': 'plain', 'traefik.http.services.up.loadbalancer.server.port': '1' });
    const argv = [docker, '--entryPoints.main.address=:443', '--entryPoints.main.asDefault=true', '--entryPoints.plain.address=:80', '--entryPoints.main.transport.respondingTimeouts.readTimeout=1h'];
    const layer = await first([proxy({ argv }), app, { ...app, id: 'two' }, { ...apart, id: 'three' }]);
    expect(layer?.settings.map(shown)).toEqual(['downstream.request entryPoints.main.transport.respondingTimeouts.readTimeout=3600000']);
    expect(layer?.routes.map(({ settings }) => settings.map(shown))).toEqual([[], [], ['downstream.request entryPoints.plain.transport.respondingTimeouts.readTimeout=60000']]);
  });

  it('reads TOML and the file provider, with a named transport that inherits nothing', async () => {
    const toml = `[entryPoints]
  [entryPoints.web]
    address = ":8000"
[serversTransport.forwardingTimeouts]
  idleConnTimeout = "10s"
[providers.file]
  filename = "/etc/traefik/traefik.toml"
[http.routers.one]
  rule = "PathPrefix(\`/x\`)"
  service = "one"
  entryPoints = ["web"]
[http.services.one.loadBalancer]
  serversTransport = "slow"
[[http.services.one.loadBalancer.servers]]
  url = "http://app:9000"
[[http.services.one.loadBalancer.servers]]
  url = "http://other:9000"
[http.serversTransports.slow.forwardingTimeouts]
  dialTimeout = "5s"
`;
    const reading = await read([proxy({ files: { '/etc/traefik/traefik.toml': toml } })]);
    const [route] = reading?.layers?.[0]?.routes ?? [];
    expect(route?.upstream).toMatchObject({ target: { kind: 'host', host: 'app', port: 9000 }, others: [{ host: 'other' }] });
    expect(route?.settings.map(shown)).toEqual(['upstream.connect http.serversTransports.slow.forwardingTimeouts.dialTimeout=5000', 'upstream.idle http.serversTransports.slow.forwardingTimeouts.idleConnTimeout=90000']);
    expect(reading?.written?.map(({ fault, name }) => `${fault} ${name}`)).toEqual(['ineffective serversTransport.forwardingTimeouts.idleConnTimeout']);
  });

  it('never mixes a file with the command line', async () => {
    const reading = await read([proxy({ argv: ['--entryPoints.web.transport.respondingTimeouts.readTimeout=5m'], files: { '/etc/traefik/traefik.yml': 'entryPoints:\n  web: {address: ":80"}\n' } })]);
    expect(reading?.layers?.[0]?.settings).toEqual([]);
    expect(reading?.written).toMatchObject([{ fault: 'ineffective', name: 'entryPoints.web.transport.respondingTimeouts.readTimeout' }]);
  });

  it('reads the environment where neither file nor command line configures', async () => {
    const env = { TRAEFIK_PROVIDERS_DOCKER: 'true', TRAEFIK_ENTRYPOINTS_WEB_ADDRESS: ':80', TRAEFIK_SERVERSTRANSPORT_FORWARDINGTIMEOUTS_IDLECONNTIMEOUT: '1m30s' };
    const layer = await first([proxy({ env }), app]);
    expect(layer?.settings.map(shown)).toEqual(['upstream.idle serversTransport.forwardingTimeouts.idleConnTimeout=90000']);
    expect(layer?.routes).toHaveLength(1);
    expect((await first([proxy({ env, argv: ['--log.level=DEBUG'] }), app]))?.settings).toEqual([]);
  });

  it('adds up the two phases of its stop, and lets Go fall back from no idle timeout to the read timeout', async () => {
    const prefix = '--entryPoints.web.transport';
    const layer = await first([proxy({ argv: [`${prefix}.lifeCycle.requestAcceptGraceTimeout=15`, `${prefix}.respondingTimeouts.idleTimeout=0`, `${prefix}.respondingTimeouts.readTimeout=20s`] })]);
    expect(layer?.settings.map(shown)).toEqual([
      'downstream.request entryPoints.web.transport.respondingTimeouts.readTimeout=20000',
      'downstream.idle entryPoints.web.transport.respondingTimeouts.idleTimeout=20000',
      'stop.graceful entryPoints.web.transport.lifeCycle.requestAcceptGraceTimeout=25000',
    ]);
  });

  it('refuses a unit that Go does not know', async () => {
    const reading = await read([proxy({ argv: ['--entryPoints.web.transport.respondingTimeouts.readTimeout=5min'] })]);
    expect(reading?.written).toMatchObject([{ fault: 'invalid', refused: true }]);
    expect(reading?.layers?.[0]?.settings[0]?.value.kind).toBe('unknown');
  });

  it('does not guess a configuration that is mounted from elsewhere', async () => {
    const hidden = { ...proxy({}), files: { open: () => undefined, glob: () => [], replaced: (path: string) => path === '/etc/traefik/traefik.yml' } };
    const layer = await first([hidden]);
    expect(layer?.settings.find(({ timer }) => timer === 'upstream.idle')?.value.kind).toBe('unknown');
  });

  it('exposes only what is enabled', async () => {
    const layer = await first([proxy({ argv: [docker, '--providers.docker.exposedByDefault=false'] }), labelled({ 'traefik.http.routers.a.rule': 'Host(`a`)' })]);
    expect(layer?.routes).toEqual([]);
  });

  it('serves Ingresses of its class through its process, or stands for itself', async () => {
    const manifest = ingress('    x: y', 'traefik') + ingress('    x: y', 'nginx', 'other');
    const layer = await first([inCluster()], manifest);
    expect(layer?.routes.map(({ route }) => route.host)).toEqual(['web.example.org']);
    expect(layer?.listens).toContainEqual(expect.objectContaining({ kind: 'controller', controller: 'traefik' }));
    const implied = await read([], manifest);
    expect(implied?.layers).toMatchObject([{ name: 'Traefik (ingress/web)', version: { reason: expect.any(String) }, place: { line: 8 }, listens: [{ kind: 'controller' }, { kind: 'host', host: 'web.example.org' }] }]);
  });

  it('reads IngressRoutes and their ServersTransports', async () => {
    const layer = await first([inCluster('--serversTransport.forwardingTimeouts.idleConnTimeout=5s')], `apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata: {name: slow}
spec: {forwardingTimeouts: {responseHeaderTimeout: 120}}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: web}
spec:
  entryPoints: [web]
  routes:
  - match: Host(\`a.example.org\`)
    services: [{name: web, port: http, serversTransport: slow}, {name: two, port: 80}]
`);
    expect(layer?.routes).toMatchObject([{ route: { host: 'a.example.org' }, upstream: { target: { kind: 'service', name: 'web', port: 'http' }, others: [{ name: 'two', port: 80 }] } }]);
    expect(layer?.routes[0]?.settings.map(shown)).toEqual(['upstream.first-byte spec.forwardingTimeouts.responseHeaderTimeout=120000', 'upstream.idle spec.forwardingTimeouts.idleConnTimeout=90000']);
  });

  it('is nothing without Traefik', async () => {
    expect(await read([processOf({ image: 'traefik/whoami', argv: ['/whoami'] })], ingress('    x: y', 'nginx'))).toBeUndefined();
  });

  it('takes rules apart', () => {
    expect(routesOfRule('Host(`a`) && (PathPrefix(`/x`) || Path(`/y`)) || Method("POST")')).toEqual([
      { host: 'a', path: '/x', match: 'prefix' }, { host: 'a', path: '/y', match: 'exact' }, { method: 'POST' },
    ]);
    expect(routesOfRule('Host(`a`, `b`) && !PathPrefix(`/x`)')).toEqual([{ host: 'a' }, { host: 'b' }]);
    expect(routesOfRule('HostRegexp(`^.+$`)')).toEqual([{}]);
    expect(routesOfRule('('.repeat(3000))).toEqual([{}]);
  });
});
