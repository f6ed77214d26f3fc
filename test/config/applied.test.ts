import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import { folder } from '../cli/world.ts';

type Files = Readonly<Record<string, string>>;

/** What each setting of a system is, as its amount or the reason why it has none. */
async function settings(files: Files, config: string, system: string): Promise<Readonly<Record<string, unknown>>> {
  const { result } = await lint(folder({ ...files, 'hoplint.yaml': config }));
  const layers = result.chains.flatMap((chain) => chain.layers).filter((layer) => layer.system === system);
  return Object.fromEntries(layers.flatMap((layer) => layer.settings.map(({ name, value, provenance }) => [name, 'ms' in value ? `${value.ms} ${provenance}` : 'unknown' in value ? 'unknown' : value])));
}

const nginx = 'server { listen 80; location / { proxy_pass http://app:8000; proxy_read_timeout ${READ_TIMEOUT}; } }\n';
const templated = (environment: string) => ({
  'compose.yaml': `services:\n  edge:\n    image: nginx:1.28\n    volumes: [./default.conf.template:/etc/nginx/templates/default.conf.template]\n${environment}`,
  'default.conf.template': nginx,
});

const pod = (command: string, rest: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: example/web\n          command: ${command}\n${rest}`;
const secret = '          env: [{ name: WORKER_TIMEOUT, valueFrom: { secretKeyRef: { name: s, key: k } } }]\n';

const cloudFormation = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Idle: { Type: Number }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions:
        - { Name: web, Image: example/web, Command: [gunicorn, --timeout, !Ref Idle, app:app] }
`;

const terraform = `variable "idle" {}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{ name = "web", image = "example/web", command = ["gunicorn", "--timeout", var.idle, "app:app"] }])
}
`;

const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'values.yaml': 'web:\n  timeout: 30\n',
  'templates/web.yaml': pod('[gunicorn, --timeout, "{{ .Values.web.timeout }}", app:app]', ''),
};

describe('values', () => {
  test.each([
    ['an nginx template', templated(''), 'READ_TIMEOUT: 90s', 'nginx', 'proxy_read_timeout', '90000 declared'],
    ['a variable that compose passes through', templated('    environment: [READ_TIMEOUT]\n'), 'READ_TIMEOUT: 90s', 'nginx', 'proxy_read_timeout', '90000 declared'],
    ['compose interpolation', templated('    environment: { READ_TIMEOUT: "${OUTER:-60s}" }\n'), 'OUTER: 90s', 'nginx', 'proxy_read_timeout', '90000 declared'],
    ['a command of compose', { 'compose.yaml': 'services:\n  web:\n    image: example/web\n    command: gunicorn --timeout ${WORKER_TIMEOUT} app:app\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['what a Secret holds', { 'web.yaml': pod('[gunicorn, --timeout, $(WORKER_TIMEOUT), app:app]', secret) }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['what a Secret as a whole holds', { 'web.yaml': pod('[gunicorn, --timeout, $(WORKER_TIMEOUT), app:app]', '          envFrom: [{ secretRef: { name: s } }]\n') }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a shell in a pod', { 'web.yaml': pod('[sh, -c, "exec gunicorn --timeout ${WORKER_TIMEOUT} app:app"]', '') }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['the default of an image', { Dockerfile: 'FROM python:3.12\nENV WORKER_TIMEOUT=30\nCMD gunicorn --timeout $WORKER_TIMEOUT app:app\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a start script', { Dockerfile: 'FROM python:3.12\nCOPY start.sh /start.sh\nCMD ["/start.sh"]\n', 'start.sh': '#!/bin/sh\nTIMEOUT="${WORKER_TIMEOUT:-30}"\nexec gunicorn --timeout "$TIMEOUT" app:app\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a Procfile', { Procfile: 'web: gunicorn --timeout $WORKER_TIMEOUT app:app\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a unit', { 'web.service': '[Service]\nExecStart=/usr/bin/gunicorn --timeout ${WORKER_TIMEOUT} app:app\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a Python configuration', { Dockerfile: 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "-c", "conf.py", "app:app"]\n', 'conf.py': 'import os\ntimeout = int(os.environ["WORKER_TIMEOUT"])\n' }, 'WORKER_TIMEOUT: 90', 'gunicorn', 'timeout', '90000 declared'],
    ['a program', { 'client.py': 'import os\nimport requests\n\nrequests.get("http://a/", timeout=float(os.environ["CALL_TIMEOUT"]))\n' }, 'CALL_TIMEOUT: 7', 'python-requests', 'timeout', '7000 declared'],
    ['a constant from elsewhere', { 'client.py': 'import requests\nfrom django.conf import settings\n\nrequests.get("http://a/", timeout=settings.CALL_TIMEOUT)\n' }, 'CALL_TIMEOUT: 7', 'python-requests', 'timeout', '7000 declared'],
    ['a chart', chart, 'web.timeout: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a chart, as its templates name it', chart, '.Values.web.timeout: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a parameter of CloudFormation', { 'stack.yaml': cloudFormation }, 'Idle: 90', 'gunicorn', '--timeout', '90000 declared'],
    ['a variable of Terraform', { 'main.tf': terraform }, 'idle: 90', 'gunicorn', '--timeout', '90000 declared'],
  ] as const)('reach %s', async (_, files, line, system, name, expected) => {
    const without = await settings(files, 'values: {}\n', system);
    expect(without[name]).not.toBe(expected);
    expect((await settings(files, `values: { ${line} }\n`, system))[name]).toBe(expected);
  });

  test('do not contradict what a manifest writes', async () => {
    const files = { 'web.yaml': pod('[gunicorn, --timeout, $(WORKER_TIMEOUT), app:app]', '          env: [{ name: WORKER_TIMEOUT, value: "45" }]\n') };
    expect((await settings(files, 'values: { WORKER_TIMEOUT: 90 }\n', 'gunicorn'))['--timeout']).toBe('45000 configured');
  });
});
