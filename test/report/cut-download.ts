import type { Place } from '../../src/model/place.ts';
import type { Finding, Result, ResultLayer, ResultSetting, ResultValue } from '../../src/model/result.ts';
import type { ReportOptions } from '../../src/report/report.ts';

const files: Readonly<Record<string, string>> = {
  'frontend/src/api.ts': [
    'import request from "superagent";',
    '',
    'const agent = request.agent().timeout({ response: 30_000, deadline: 30_000 });',
    '',
    'export async function downloadArchive(ids: number[]): Promise<Blob> {',
    '  const res = await agent.get("https://app.example.com/api/archives/zip").query({ ids: ids.join(",") });',
  ].join('\n'),
  'k8s/ingress.yaml': ['apiVersion: cloud.google.com/v1', 'kind: BackendConfig', 'metadata:', '  name: edge-backend', 'spec:', '  timeoutSec: 30', '  connectionDraining:', '    drainingTimeoutSec: 60', ''].join('\n'),
  'k8s/edge.yaml': ['kind: ConfigMap', 'data:', '  nginx.conf: |', '    http {', '        keepalive_timeout 650;', '        location / {', '            proxy_set_header X-Api-Key "s3cr3t";', '            proxy_read_timeout 60s;', '        }', '    }', ''].join('\n'),
  'k8s/app.yaml': ['kind: Deployment', 'spec:', '  containers:', '  - name: nginx', '    image: nginx:1.26-alpine', '  - name: django', '    command:', '    - gunicorn', '    args:', '    - config.wsgi:application', '    - --timeout', "    - '30'", '    - --graceful-timeout', "    - '150'", ''].join('\n'),
  'hoplint.yaml': ['endpoints:', '  - path: /api/archives/zip', '    duration: 120s', '    kind: download', ''].join('\n'),
};

export const place = (file: string, line: number, column: number, length: number): Place => ({ file, line, column, endLine: line, endColumn: column + length });

const seconds = (amount: number, written: string): ResultValue => ({ ms: amount * 1000, written });

const deadline: ResultSetting = { layer: 'superagent', timer: 'upstream.deadline', name: 'deadline', value: seconds(30, '30_000'), provenance: 'configured', location: place('frontend/src/api.ts', 3, 68, 6) };
const firstByte: ResultSetting = { layer: 'superagent', timer: 'upstream.first-byte', name: 'response', value: seconds(30, '30_000'), provenance: 'configured', location: place('frontend/src/api.ts', 3, 51, 6) };
const backend: ResultSetting = { layer: 'gke-lb', timer: 'upstream.deadline', name: 'timeoutSec', value: seconds(30, '30'), provenance: 'configured', location: place('k8s/ingress.yaml', 6, 15, 2) };
const backendIdle: ResultSetting = { layer: 'gke-lb', timer: 'upstream.idle', name: 'backend keep-alive timeout', value: seconds(600, '600 s'), provenance: 'default', of: 'Google Cloud load balancing', link: 'https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries', fixed: true, location: place('k8s/ingress.yaml', 2, 1, 19) };
const edgeIdle: ResultSetting = { layer: 'nginx', timer: 'downstream.idle', name: 'keepalive_timeout', value: seconds(650, '650'), provenance: 'configured', location: place('k8s/edge.yaml', 5, 27, 3) };
const edgeRead: ResultSetting = { layer: 'nginx', timer: 'upstream.read', name: 'proxy_read_timeout', value: seconds(60, '60s'), provenance: 'configured', location: place('k8s/edge.yaml', 8, 32, 3) };
const sidecarRead: ResultSetting = { layer: 'nginx', timer: 'upstream.read', name: 'proxy_read_timeout', value: seconds(60, '60s'), provenance: 'default', of: 'nginx 1.26', link: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout', location: place('k8s/app.yaml', 5, 5, 24) };
const worker: ResultSetting = { layer: 'gunicorn', timer: 'worker.deadline', name: '--timeout', value: seconds(30, '30'), provenance: 'configured', location: place('k8s/app.yaml', 12, 7, 4) };
const graceful: ResultSetting = { layer: 'gunicorn', timer: 'stop.graceful', name: '--graceful-timeout', value: seconds(150, '150'), provenance: 'configured', location: place('k8s/app.yaml', 14, 7, 5) };
const keep: ResultSetting = { layer: 'gunicorn', timer: 'downstream.idle', name: '--keep-alive', value: { off: true, why: 'sync workers announce close' }, provenance: 'default', of: 'gunicorn', location: place('k8s/app.yaml', 8, 7, 8) };

const layer = (system: string, kind: ResultLayer['kind'], name: string, version: string | null, location: Place, settings: readonly ResultSetting[]): ResultLayer =>
  ({ id: name, system, kind, name, version, location, within: null, settings });

const hop = (downstream: number, value: 'yes' | 'no' | 'unknown', why: string) =>
  ({ downstream, upstream: downstream + 1, protocol: 'http/1.1', pooled: { value, why }, join: { evidence: 'resolved', why: 'by name', locations: [] }, middleboxes: [] }) as const;

function finding(setting: ResultSetting, message: string, symptom: string, advice: string): Finding {
  return {
    rule: 'endpoint-cut', severity: 'error', confidence: 'certain', message, symptom, advice, location: setting.location, setting, chains: ['c1'], when: null, fingerprint: `fp-${setting.layer}`,
    related: [{ location: place('hoplint.yaml', 3, 15, 4), message: '/api/archives/zip takes 120 s, declared here' }],
  };
}

/** A download of two minutes that three of five layers cut at 30 s. */
export const cutDownload: Result = {
  version: 1,
  summary: { files: 5, chains: 1, chainsOmitted: 0, errors: 3, warnings: 0, undetermined: 1 },
  findings: [
    finding(worker, 'gunicorn aborts its worker after 30 s, the download /api/archives/zip takes 120 s', 'the download ends early and the archive is corrupt; the log of gunicorn says WORKER TIMEOUT', 'write --timeout 121 or more, or use gthread workers'),
    finding(deadline, 'superagent gives up after 30 s in all, the download /api/archives/zip takes 120 s', 'the page reports a timeout while the server still sends', 'write deadline: 121_000 or more'),
    finding(backend, 'the Google load balancer ends the response after 30 s, the download /api/archives/zip takes 120 s', 'the connection closes in the middle of the download', 'write timeoutSec: 121 or more'),
  ],
  undetermined: [{ rule: 'idle-timeout-inverted', needs: 'versions: { node: "20" }', reason: 'the version of node is not known', location: place('frontend/src/api.ts', 1, 1, 6) }],
  chains: [{
    id: 'c1', when: null, routes: [{ host: 'app.example.com', path: '/', match: 'prefix' }],
    layers: [
      layer('superagent', 'client', 'superagent (frontend/src/api.ts)', null, place('frontend/src/api.ts', 3, 15, 7), [firstByte, deadline]),
      layer('gke-lb', 'load-balancer', 'gke-lb (ingress/app)', null, place('k8s/ingress.yaml', 2, 1, 19), [backend, backendIdle]),
      layer('nginx', 'proxy', 'nginx (deployment/edge-nginx)', '1.26', place('k8s/edge.yaml', 4, 5, 4), [edgeIdle, edgeRead]),
      layer('nginx', 'proxy', 'nginx (deployment/django-app)', '1.26', place('k8s/app.yaml', 5, 5, 24), [sidecarRead]),
      layer('gunicorn', 'app-server', 'gunicorn (deployment/django-app)', null, place('k8s/app.yaml', 8, 7, 8), [worker, graceful, keep]),
    ],
    hops: [hop(0, 'unknown', 'browser or Node'), hop(1, 'yes', 'keeps connections for 600 s'), hop(2, 'no', 'proxy_pass names a host, no upstream pool'), hop(3, 'no', 'upstream without keepalive before 1.29.7')],
    openEnds: [{ what: 'storage.example.com', reason: 'nothing here describes it', location: place('k8s/app.yaml', 10, 7, 5) }],
  }],
  problems: [],
};

export const sources = (file: string): string | undefined => files[file];

export const options: ReportOptions = {
  sources,
  colour: false, unicode: true, width: 100, verbose: false, quiet: false,
  rules: [{ id: 'endpoint-cut', summary: 'a layer on the way of a declared endpoint gives up before it is done', page: '# endpoint-cut' }],
  version: '1.2.3',
};
