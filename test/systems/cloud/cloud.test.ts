import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../src/model/layer.ts';
import { hopInto, joined, shapes } from '../../chain/joined.ts';
import { shown } from '../scene.ts';

const clock = ({ system, settings }: Layer): string => `${system} ${settings.filter(({ timer }) => /^upstream.(?:deadline|read)|^worker.deadline/.test(timer)).map((setting) => `${shown(setting).replace(/^\S+ /, '')}${setting.fixed ? '!' : ''}`).join()}`.trim();
const clocks = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => (await joined(files)).chains.map(({ layers }) => layers.map(clock).join(' > ')).sort();
const dockerfile = 'FROM python:3.12\nCOPY . /app\nCMD exec gunicorn --bind :$PORT --timeout 400 main:app\n';

describe('Cloud Run', () => {
  it('stands before the container of a manifest that its own annotations mark', async () => {
    const manifest = (annotation: string) => `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    ${annotation}: x\nspec:\n  template:\n    spec:\n      timeoutSeconds: 60\n      containers:\n        - image: x/web\n          command: [gunicorn, --timeout, "30", -b, ":8080", "a:a"]\n`;
    expect(await clocks({ 'service.yaml': manifest('run.googleapis.com/ingress') })).toEqual(['cloud-run timeoutSeconds=60000 > gunicorn --timeout=30000']);
    expect(shapes(await joined({ 'service.yaml': manifest('example.org/owner') }))).toEqual(['gunicorn']);
  });

  it('is read out of Terraform, with the Dockerfile behind it and the load balancer before it', async () => {
    const first = 'resource "google_cloud_run_service" "web" {\n  name = "web"\n  template {\n    spec {\n      timeout_seconds = 120\n      containers {\n        image = "gcr.io/${var.project}/web"\n      }\n    }\n  }\n}\n';
    expect(await clocks({ 'main.tf': first, Dockerfile: dockerfile })).toEqual(['cloud-run timeout_seconds=120000 > gunicorn --timeout=400000']);
    const second = 'resource "google_cloud_run_v2_service" "web" {\n  name = "web"\n  template {\n    timeout = "10m"\n    containers {\n      image = "gcr.io/${var.project}/web"\n    }\n  }\n}\n';
    const balancer = 'resource "google_compute_region_network_endpoint_group" "g" {\n  cloud_run {\n    service = google_cloud_run_v2_service.web.name\n  }\n}\nresource "google_compute_backend_service" "b" {\n  backend {\n    group = google_compute_region_network_endpoint_group.g.id\n  }\n}\n';
    expect(await clocks({ 'main.tf': second + balancer, Dockerfile: dockerfile })).toEqual(['gcp-lb > cloud-run timeout=600000 > gunicorn --timeout=400000']);
  });

  it('is deployed by scripts and by steps of Cloud Build', async () => {
    const script = '#!/bin/sh\n# gcloud run deploy old --timeout 9\ngcloud run deploy web --source . \\\n  --timeout=2m --quiet && echo done\n';
    expect(await clocks({ 'deploy.sh': script, Dockerfile: dockerfile })).toEqual(['cloud-run --timeout=120000 > gunicorn --timeout=400000']);
    const build = "steps:\n  - name: gcr.io/google.com/cloudsdktool/cloud-sdk\n    entrypoint: gcloud\n    args: [run, deploy, web, --image, 'gcr.io/$PROJECT_ID/web', --timeout, '$_LIMIT']\n";
    expect(await clocks({ 'cloudbuild.yaml': build, Dockerfile: dockerfile })).toEqual(['cloud-run --timeout=unknown > gunicorn --timeout=400000']);
    expect(await clocks({ 'cloudbuild.yaml': build.replace(", --timeout, '$_LIMIT'", ''), Dockerfile: dockerfile })).toEqual(['cloud-run --timeout=300000 > gunicorn --timeout=400000']);
  });
});

describe('platforms that run containers', () => {
  it('App Runner gives up after 120 s', async () => {
    const cloudFormation = 'Resources:\n  Web:\n    Type: AWS::AppRunner::Service\n    Properties:\n      SourceConfiguration:\n        ImageRepository:\n          ImageIdentifier: x/web:1\n          ImageConfiguration: { Port: "8000", StartCommand: "gunicorn --timeout 300 -b :8000 a:a" }\n';
    expect(await clocks({ 'stack.yaml': cloudFormation })).toEqual(['aws-app-runner request timeout=120000! > gunicorn --timeout=300000']);
  });

  it('Container Apps after 240 s, or after what a premium environment says; without ingress nobody asks', async () => {
    const app = (ingress: string) => `resource app 'Microsoft.App/containerApps@2023-05-01' = {\n  name: 'api'\n  properties: {\n    configuration: {${ingress}\n    }\n    template: {\n      containers: [\n        {\n          name: 'api'\n          image: 'x/api:1'\n          command: ['gunicorn', '--timeout', '60', '-b', ':8000', 'a:a']\n        }\n      ]\n    }\n  }\n}\n`;
    const ingress = '\n      ingress: {\n        targetPort: 8000\n      }';
    expect(await clocks({ 'main.bicep': app(ingress) })).toEqual(['azure-container-apps request timeout=240000! > gunicorn --timeout=60000']);
    expect(shapes(await joined({ 'main.bicep': app('') }))).toEqual(['gunicorn']);
    const environment = "resource env 'Microsoft.App/managedEnvironments@2025-01-01' = {\n  properties: {\n    ingressConfiguration: {\n      requestIdleTimeout: 10\n    }\n  }\n}\n";
    expect(await clocks({ 'main.bicep': app(ingress) + environment })).toEqual(['azure-container-apps requestIdleTimeout=600000 > gunicorn --timeout=60000']);
  });
});

const unit = '[Service]\nExecStart=/srv/bin/gunicorn -b 0.0.0.0:8000 a:a\n';

describe('Azure', () => {
  const template = (resources: string) => `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n"parameters": { "idle": { "type": "int", "defaultValue": 15 } },\n"variables": { "port": 8000 },\n"resources": [${resources}] }`;
  const balancer = (idle: string) => `{ "type": "Microsoft.Network/loadBalancers", "name": "lb", "properties": { "loadBalancingRules": [ { "properties": { "backendPort": "[variables('port')]", "protocol": "Tcp"${idle} } } ] } }`;
  const boxes = async (files: Readonly<Record<string, string>>) => hopInto(await joined(files), 'gunicorn').middleboxes.map(({ expiry, settings }) => [expiry, ...settings.map(shown)]);

  it('load balancers of templates, with parameters and variables of the file', async () => {
    expect(await boxes({ 'azuredeploy.json': template(balancer('')), 'app.service': unit })).toEqual([['silent', 'flow.idle idleTimeoutInMinutes=240000']]);
    expect(await boxes({ 'azuredeploy.json': template(balancer(', "idleTimeoutInMinutes": "[parameters(\'idle\')]", "enableTcpReset": true')), 'app.service': unit })).toEqual([['reset', 'flow.idle idleTimeoutInMinutes=900000']]);
    const nested = `{ "type": "Microsoft.Resources/deployments", "properties": { "template": { "variables": { "port": 8000 }, "resources": [${balancer('')}] } } }`;
    expect(await boxes({ 'azuredeploy.json': template(nested), 'app.service': unit })).toHaveLength(1);
    expect(shapes(await joined({ 'main.json': template(balancer('')), 'main.bicep': '', 'app.service': unit }))).toEqual(['gunicorn']);
  });

  it('application gateways and web apps of templates', async () => {
    const gateway = '{ "type": "Microsoft.Network/applicationGateways", "name": "g", "properties": { "backendHttpSettingsCollection": [ { "properties": { "port": 8000, "requestTimeout": 20 } } ] } }';
    expect(await clocks({ 'azuredeploy.json': template(gateway), 'app.service': unit })).toEqual(['azure-app-gateway requestTimeout=20000 > gunicorn --timeout=30000']);
    const site = '{ "type": "Microsoft.Web/sites", "name": "s", "properties": { "siteConfig": { "appCommandLine": "gunicorn --timeout 600 a:a" } } }';
    expect(await clocks({ 'azuredeploy.json': template(site) })).toEqual(['azure-app-service request timeout=230000! > gunicorn --timeout=600000']);
  });

  it('Services of AKS reset both ends unless told otherwise', async () => {
    const manifest = (annotations: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n${annotations}spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: 8000 }] }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - { name: web, image: x/web, command: [gunicorn, -b, ":8000", "a:a"], ports: [{ containerPort: 8000 }] }\n`;
    const idle = '    service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: "30"\n';
    expect(await boxes({ 'k8s.yaml': manifest(idle) })).toEqual([['reset', 'flow.idle service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout=1800000']]);
    expect(await boxes({ 'k8s.yaml': manifest(`${idle}    service.beta.kubernetes.io/azure-load-balancer-disable-tcp-reset: "true"\n`) })).toEqual([['silent', 'flow.idle service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout=1800000']]);
    expect(shapes(await joined({ 'k8s.yaml': manifest('    example.org/x: y\n') }))).toEqual(['gunicorn']);
  });

  it('a NAT gateway stands on the way out', async () => {
    const client = 'import requests\nS = requests.Session()\n\ndef run():\n    return S.get("https://api.example.com/x", timeout=900)\n';
    const { hops } = await joined({ 'main.tf': 'resource "azurerm_nat_gateway" "n" {\n  idle_timeout_in_minutes = 10\n}\n', 'job.py': client });
    expect(hops.flatMap(({ middleboxes }) => middleboxes.map(({ system, expiry, settings }) => [system, expiry, ...settings.map(shown)]))).toEqual([['azure-nat', 'late-rst', 'flow.idle idle_timeout_in_minutes=600000']]);
  });
});

describe('kube-proxy', () => {
  const service = '---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8000 }] }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - { name: web, image: x/web, command: [gunicorn, -b, ":8000", "a:a"], ports: [{ containerPort: 8000 }] }\n';
  const client = 'import requests\nS = requests.Session()\n\ndef run():\n    return S.get("http://web/x", timeout=900)\n';
  const boxes = async (config: string) => hopInto(await joined({ 'k8s.yaml': config + service, 'job.py': client }), 'gunicorn').middleboxes.map(({ name, expiry, settings }) => [name, expiry, ...settings.map(shown)]);

  it('forgets in the mode ipvs, as written or as the kernel does', async () => {
    const configuration = (rest: string) => `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n${rest}`;
    expect(await boxes(configuration('mode: ipvs\nipvs:\n  tcpTimeout: 0s\n'))).toEqual([['kube-proxy (ipvs)', 'late-rst', 'flow.idle ipvs.tcpTimeout=900000']]);
    expect(await boxes(configuration('mode: ipvs\nipvs:\n  tcpTimeout: 2h\n'))).toEqual([['kube-proxy (ipvs)', 'late-rst', 'flow.idle ipvs.tcpTimeout=7200000']]);
    expect(await boxes(configuration('mode: iptables\nconntrack:\n  tcpEstablishedTimeout: 10m\n'))).toEqual([['kube-proxy (iptables)', 'late-rst', 'flow.idle conntrack.tcpEstablishedTimeout=600000']]);
    for (const rest of ['', 'mode: ""\n', 'mode: iptables\n']) expect(await boxes(configuration(rest))).toEqual([]);
  });

  it('is configured by a ConfigMap too', async () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kube-proxy, namespace: kube-system }\ndata:\n  config.conf: |\n    apiVersion: kubeproxy.config.k8s.io/v1alpha1\n    kind: KubeProxyConfiguration\n    mode: ipvs\n';
    expect(await boxes(map)).toEqual([['kube-proxy (ipvs)', 'late-rst', 'flow.idle ipvs.tcpTimeout=900000']]);
  });
});
