import { describe, expect, it } from 'vitest';
import { awsAlb } from '../../../src/systems/aws-alb/index.ts';
import { awsClb } from '../../../src/systems/aws-clb/index.ts';
import { awsNlb } from '../../../src/systems/aws-nlb/index.ts';
import type { Reading, System } from '../../../src/systems/system.ts';
import { at, ingress, sceneOf, service, shown } from '../scene.ts';
import { readerOf } from '../support.ts';

const read = async (system: System, manifest: string): Promise<Reading | undefined> => system.fromScene?.(sceneOf(manifest), readerOf({}));
/** Each fault with the text that it points at. */
async function faults(system: System, manifest: string): Promise<readonly string[]> {
  const reading = await read(system, manifest);
  return (reading?.written ?? []).map(({ fault, name, place, refused }) => `${fault}${refused ? ' refused' : ''} ${name} [${at(manifest, place)}]`);
}
const alb = 'alb.ingress.kubernetes.io';
const svc = 'service.beta.kubernetes.io';

describe('aws-alb', () => {
  it('gives one attribute to three timers, at its own columns', async () => {
    const manifest = ingress(`    ${alb}/load-balancer-attributes: routing.http2.enabled=true, idle_timeout.timeout_seconds=120`, 'alb');
    const reading = await read(awsAlb, manifest);
    expect(reading?.layers?.[0]?.settings.map(shown)).toEqual([
      'downstream.idle idle_timeout.timeout_seconds=120000',
      'upstream.idle idle_timeout.timeout_seconds=120000',
      'upstream.read idle_timeout.timeout_seconds=120000',
    ]);
    expect(reading?.layers?.[0]?.settings.map(({ place }) => at(manifest, place))).toEqual(['120', '120', '120']);
    expect(reading?.layers?.[0]?.routes[0]?.upstream).toMatchObject({ target: { kind: 'service', name: 'web', port: 80 }, protocol: 'http/1.1', pooled: { value: 'yes' } });
    expect(reading?.written).toEqual([]);
  });

  it('reads folded blocks', async () => {
    const reading = await read(awsAlb, ingress(`    ${alb}/load-balancer-attributes: >-\n      routing.http2.enabled=true,\n      idle_timeout.timeout_seconds=90`, 'alb'));
    expect(reading?.layers?.[0]?.settings[0]).toMatchObject({ value: { amount: 90_000 }, place: { line: 8, column: 36, endColumn: 38 } });
  });

  it('makes one layer of a group, and one route per Ingress', async () => {
    const group = `    ${alb}/group.name: shop\n    ${alb}/load-balancer-attributes: idle_timeout.timeout_seconds=`;
    const reading = await read(awsAlb, ingress(`${group}120`, 'alb', 'a') + ingress(`${group}120`, 'alb', 'b'));
    expect(reading?.layers?.map(({ name, routes }) => [name, routes.length])).toEqual([['AWS Application Load Balancer (group shop)', 2]]);
    const disputed = await read(awsAlb, ingress(`${group}120`, 'alb', 'a') + ingress(`${group}60`, 'alb', 'b'));
    expect(disputed?.layers?.[0]?.settings[0]?.value.kind).toBe('unknown');
  });

  it('lets the Service win over the Ingress, and the class over both', async () => {
    const onService = service(`    ${alb}/target-group-attributes: deregistration_delay.timeout_seconds=15`);
    const reading = await read(awsAlb, ingress(`    ${alb}/target-group-attributes: deregistration_delay.timeout_seconds=300`, 'alb') + onService);
    expect(reading?.layers?.[0]?.routes[0]?.settings.at(-1)).toMatchObject({ timer: 'stop.deregister', value: { amount: 15_000 } });
    const byClass = `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: public}\nspec: {controller: ingress.k8s.aws/alb, parameters: {kind: IngressClassParams, name: p}}\n---
apiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: {name: p}\nspec: {loadBalancerAttributes: [{key: idle_timeout.timeout_seconds, value: "30"}]}\n---\n`;
    const overridden = await read(awsAlb, byClass + ingress(`    ${alb}/load-balancer-attributes: idle_timeout.timeout_seconds=120`, 'public'));
    expect(overridden?.layers?.[0]?.settings[0]).toMatchObject({ timer: 'downstream.idle', value: { amount: 30_000 } });
  });

  it('answers by itself where an action redirects', async () => {
    const manifest = ingress(`    ${alb}/actions.web: '{"Type": "redirect", "RedirectConfig": {"Port": "443"}}'`, 'alb').replace('number: 80', 'name: use-annotation');
    expect((await read(awsAlb, manifest))?.layers?.[0]?.routes[0]?.upstream).toBeUndefined();
  });

  it('says what the controller does not read', async () => {
    const manifest = ingress(`    ${alb}/idle-timeout-seconds: '1800'\n    ${alb}/auth-session-timeout: '3600'\n    ${alb}/actions.slow-timeout: '{}'`, 'alb');
    expect(await faults(awsAlb, manifest)).toEqual([`ineffective refused ${alb}/idle-timeout-seconds [${alb}/idle-timeout-seconds]`]);
    expect(await faults(awsAlb, ingress(`    ${alb}/load-balancer-attributes: idle_timeout.timeout_second=90`, 'alb'))).toEqual([
      'ineffective refused idle_timeout.timeout_second [idle_timeout.timeout_second]',
    ]);
  });

  it('refuses units and numbers out of bounds, and takes the bounds', async () => {
    const value = async (text: string) => (await faults(awsAlb, ingress(`    ${alb}/load-balancer-attributes: idle_timeout.timeout_seconds=${text}`, 'alb'))).length;
    expect([await value('4000'), await value('1'), await value('4001'), await value('0'), await value('60s'), await value('{{ .Values.idle }}')]).toEqual([0, 0, 1, 1, 1, 0]);
  });

  it('speaks of another class only where the controller is known', async () => {
    const timed = `    ${alb}/load-balancer-attributes: idle_timeout.timeout_seconds=90`;
    expect(await faults(awsAlb, ingress(timed, 'nginx'))).toEqual(['ineffective idle_timeout.timeout_seconds [90]']);
    expect(await read(awsAlb, ingress(timed, 'in-house'))).toBeUndefined();
    expect((await read(awsAlb, ingress(timed, 'alb-internal')))?.layers).toHaveLength(1);
    expect((await read(awsAlb, ingress(timed)))?.layers).toHaveLength(1);
  });
});

describe('aws-clb', () => {
  it('is a layer in HTTP mode and a middlebox in TCP mode', async () => {
    const idle = `    ${svc}/aws-load-balancer-connection-idle-timeout: '120'`;
    const http = await read(awsClb, service(`${idle}\n    ${svc}/aws-load-balancer-backend-protocol: http`));
    expect(http?.layers?.[0]?.settings.map(({ timer, value }) => [timer, value.kind === 'known' && value.amount])).toEqual([['downstream.idle', 120_000], ['upstream.idle', 120_000], ['upstream.read', 120_000]]);
    expect(http?.middleboxes).toEqual([]);
    const tcp = await read(awsClb, service(`    ${svc}/aws-load-balancer-internal: "true"`));
    expect(tcp?.layers).toEqual([]);
    expect(tcp?.middleboxes?.[0]).toMatchObject({ expiry: 'reset', settings: [{ timer: 'flow.idle', value: { amount: 60_000 }, provenance: { kind: 'default' } }] });
  });

  it('needs an annotation of AWS', async () => {
    expect(await read(awsClb, service('    prometheus.io/scrape: "true"'))).toBeUndefined();
    expect(await read(awsClb, service(`    ${svc}/aws-load-balancer-type: nlb`))).toBeUndefined();
  });

  it('refuses a unit', async () => {
    expect(await faults(awsClb, service(`    ${svc}/aws-load-balancer-connection-idle-timeout: 300s`))).toEqual([`invalid refused ${svc}/aws-load-balancer-connection-idle-timeout [300s]`]);
  });
});

describe('aws-nlb', () => {
  const nlb = `    ${svc}/aws-load-balancer-type: external`;

  it('forgets flows after the default time, or the listener\'s own', async () => {
    expect((await read(awsNlb, service(nlb)))?.middleboxes?.[0]).toMatchObject({ fronts: { name: 'web', port: undefined }, settings: [{ timer: 'flow.idle', value: { amount: 350_000 } }] });
    const manifest = service(`${nlb}\n    ${svc}/aws-load-balancer-listener-attributes.TCP-80: tcp.idle_timeout.seconds=900\n    external-dns.alpha.kubernetes.io/hostname: a.example.org, b.example.org`);
    const own = await read(awsNlb, manifest);
    expect(own?.middleboxes?.[0]?.settings.map(shown)).toEqual(['flow.idle tcp.idle_timeout.seconds=900000']);
    expect(own?.middleboxes?.[0]?.settings.map(({ place }) => at(manifest, place))).toEqual(['900']);
    expect(own?.middleboxes?.[0]?.hosts).toEqual(['a.example.org', 'b.example.org']);
    expect(own?.written).toEqual([]);
  });

  it('is asked for by the class too', async () => {
    expect((await read(awsNlb, service('    x: y', '  loadBalancerClass: service.k8s.aws/nlb\n')))?.middleboxes).toHaveLength(1);
    expect(await read(awsNlb, service(`    ${svc}/aws-load-balancer-type: nlb`, '  loadBalancerClass: example.com/other\n'))).toBeUndefined();
  });

  it('ignores the annotation of Classic Load Balancers', async () => {
    expect(await faults(awsNlb, service(`${nlb}\n    ${svc}/aws-load-balancer-connection-idle-timeout: "600"`))).toEqual([`ineffective ${svc}/aws-load-balancer-connection-idle-timeout [600]`]);
  });

  it('keeps TLS listeners at the fixed time, and says so', async () => {
    const tls = `${nlb}\n    ${svc}/aws-load-balancer-ssl-cert: arn\n    ${svc}/aws-load-balancer-listener-attributes.TLS-80: tcp.idle_timeout.seconds=900`;
    const reading = await read(awsNlb, service(tls));
    expect(reading?.middleboxes?.[0]?.settings[0]).toMatchObject({ fixed: true, value: { amount: 350_000 } });
    expect(await faults(awsNlb, service(tls))).toEqual([`ineffective ${svc}/aws-load-balancer-listener-attributes.TLS-80 [900]`]);
  });

  it('is one middlebox per port where the ports differ', async () => {
    const two = service(`${nlb}\n    ${svc}/aws-load-balancer-listener-attributes.TCP-443: tcp.idle_timeout.seconds=60`).replace('  - name: http', '  - {name: https, port: 443}\n  - {name: dns, port: 53, protocol: UDP}\n  - name: http');
    expect((await read(awsNlb, two))?.middleboxes?.map(({ fronts, settings }) => [fronts.kind === 'service' && fronts.port, settings[0] && shown(settings[0])])).toEqual([
      [443, 'flow.idle tcp.idle_timeout.seconds=60000'], [80, 'flow.idle tcp.idle_timeout.seconds=350000'],
    ]);
  });

  it('misses a listener that the Service has not, and bounds', async () => {
    const missed = service(`${nlb}\n    ${svc}/aws-load-balancer-listener-attributes.TCP-443: tcp.idle_timeout.seconds=30`);
    expect(await faults(awsNlb, missed)).toEqual(['invalid refused tcp.idle_timeout.seconds [30]', `ineffective ${svc}/aws-load-balancer-listener-attributes.TCP-443 [30]`]);
  });
});
