import { describe, expect, test } from 'vitest';
import type { Finding, Result, ResultChain, ResultSetting } from '../../src/model/result.ts';
import { painter } from '../../src/report/ansi.ts';
import { chainJson } from '../../src/report/chain-json.ts';
import { chainLine } from '../../src/report/chain-line.ts';
import { chainText, routeName } from '../../src/report/chain-text.ts';
import { symbols } from '../../src/report/symbols.ts';
import { cutDownload, options, place } from './cut-download.ts';

describe('chain', () => {
  test('prints layers, hops, settings and where each comes from', () => {
    expect(chainText(cutDownload, options)).toMatchInlineSnapshot(`
      "chain 1
        superagent ──▶ gke-lb ──▶ nginx (deployment/edge-nginx) ──▶ nginx (deployment/django-app) ──▶
          gunicorn
        routes app.example.com/**

        superagent (frontend/src/api.ts)  client, version unknown  frontend/src/api.ts:3:15
          upstream side
            upstream.first-byte  response  30 s  frontend/src/api.ts:3:51
            upstream.deadline    deadline  30 s  frontend/src/api.ts:3:68
        ──▶ gke-lb (ingress/app)
          http/1.1, pooled or not is unknown (browser or Node)

        gke-lb (ingress/app)  load-balancer, version unknown  k8s/ingress.yaml:2:1
          upstream side
            upstream.deadline  timeoutSec                  30 s   k8s/ingress.yaml:6:15
            upstream.idle      backend keep-alive timeout  600 s  fixed limit of Google Cloud load balancing
        ──▶ nginx (deployment/edge-nginx)
          http/1.1, pooled (keeps connections for 600 s)

        nginx (deployment/edge-nginx)  proxy, 1.26  k8s/edge.yaml:4:5
          downstream side
            downstream.idle  keepalive_timeout  650 s  k8s/edge.yaml:5:27
          upstream side
            upstream.read  proxy_read_timeout  60 s  k8s/edge.yaml:8:32
        ──▶ nginx (deployment/django-app)
          http/1.1, not pooled (proxy_pass names a host, no upstream pool)

        nginx (deployment/django-app)  proxy, 1.26  k8s/app.yaml:5:5
          upstream side
            upstream.read  proxy_read_timeout  60 s  default of nginx 1.26
        ──▶ gunicorn (deployment/django-app)
          http/1.1, not pooled (upstream without keepalive before 1.29.7)

        gunicorn (deployment/django-app)  app-server, version unknown  k8s/app.yaml:8:7
          downstream side
            downstream.idle  --keep-alive  off  default of gunicorn
          itself
            worker.deadline  --timeout  30 s  k8s/app.yaml:12:7
          start and stop
            stop.graceful  --graceful-timeout  150 s  k8s/app.yaml:14:7

        open end storage.example.com: nothing here describes it (k8s/app.yaml:10:7)
      "
    `);
  });

  test('prints what the clocks of a layer rest on behind them', () => {
    const [chain] = cutDownload.chains;
    const [layer] = chain?.layers ?? [];
    const condition = { layer: 'superagent', timer: null, decides: 'join', name: 'forwards to', value: { text: null }, provenance: 'configured', location: place('a.js', 3, 5, 9) } as const;
    const shown = chainText({ ...cutDownload, chains: chain && layer ? [{ ...chain, layers: [{ ...layer, settings: [...layer.settings, condition] }, ...chain.layers.slice(1)] }] : [] }, options);
    expect(shown).toContain('    rests on\n      what is joined  forwards to  ?  a.js:3:5\n');
  });

  test('links the documentation of defaults when verbose', () => {
    expect(chainText(cutDownload, { ...options, verbose: true })).toContain('https://nginx.org/en/docs/');
    expect(chainText(cutDownload, options)).not.toContain('https://nginx.org/en/docs/');
  });

  test('says so when there is none', () => {
    expect(chainText({ ...cutDownload, chains: [] }, options)).toBe('no chain found in 5 files\n');
  });

  test('as JSON is the chains of the result', () => {
    expect(JSON.parse(chainJson(cutDownload, options))).toEqual({ version: 1, chains: cutDownload.chains, problems: [] });
  });

  test.each([
    [{}, '*/**'],
    [{ host: 'a.example', path: '/api', match: 'prefix' as const }, 'a.example/api/**'],
    [{ path: '/health', match: 'exact' as const, method: 'GET' }, 'GET */health'],
    [{ path: '^/v[12]', match: 'pattern' as const }, '*~^/v[12]'],
  ])('names the route %j', (route, name) => expect(routeName(route)).toBe(name));
});

describe('the line of a chain', () => {
  const flow: ResultSetting = { layer: 'aws-nlb', timer: 'flow.idle', name: 'tcp.idle_timeout.seconds', value: { ms: 350_000, written: '350' }, provenance: 'default', location: place('svc.yaml', 4, 3, 4) };
  const probe: ResultSetting = { layer: 'python-requests', timer: 'probe.idle', name: 'TCP_KEEPIDLE', value: { never: true }, provenance: 'default', location: place('a.py', 9, 1, 8) };
  const [first] = cutDownload.chains;
  const [finding] = cutDownload.findings;
  const silent = { ...(first as ResultChain), layers: (first as ResultChain).layers.slice(2, 4).map((layer, index) => ({ ...layer, system: ['python-requests', 'web'][index] ?? '', settings: index === 0 ? [probe] : [] })) };
  const hop = { ...(first as ResultChain).hops[0], downstream: 0, upstream: 1, middleboxes: [{ system: 'aws-nlb', name: 'aws-nlb', expiry: 'silent', location: flow.location, settings: [flow] }] } as ResultChain['hops'][number];
  const style = { symbols: symbols(true), unicode: true, width: 100, indent: '', paint: painter(false) };

  test('shows a middlebox and marks the silent side', () => {
    const fault = { ...(finding as Finding), setting: probe, related: [{ location: flow.location, message: '', setting: flow }] };
    expect(chainLine({ ...silent, hops: [hop] }, fault, style)).toBe('python-requests ── never ✗ ──┤ aws-nlb 350 s ├──▶ web');
  });

  test('shows containment and an open end', () => {
    const layers = silent.layers.map((layer, index) => ({ ...layer, within: index === 1 ? 0 : null }));
    expect(chainLine({ ...silent, layers, hops: [{ ...hop, downstream: 1, upstream: null, middleboxes: [] }] }, finding as Finding, style)).toBe('python-requests ⊃ web ──▶ ?');
  });

  test('shows idle limits, not deadlines, for a fault of idle connections', () => {
    const idle = (cutDownload.chains[0] as ResultChain).layers[2]?.settings[0] as ResultSetting;
    const shown = chainLine(first as ResultChain, { ...(finding as Finding), setting: idle, related: [] }, { ...style, width: 300 });
    expect(shown).toContain('gke-lb ── 600 s ──▶ nginx (deployment/edge-nginx) [650 s ✗]');
    expect(shown).toContain('superagent ──▶ gke-lb');
  });
});

test('a result without chains draws none', () => {
  const lone: Result = { ...cutDownload, chains: [] };
  expect(chainText(lone, options)).not.toContain('▶');
});
