import { describe, expect, it } from 'vitest';
import { hopInto, joined, shapes } from '../../chain/joined.ts';
import { shown } from '../scene.ts';

const client = 'import socket\nimport httpx\nT = httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)])\nC = httpx.Client(transport=T)\n\ndef run():\n    return C.get("https://api.example.com/x", timeout=900)\n';
const nat = 'resource "aws_nat_gateway" "n" {\n  count = 2\n}\n';
const task = (controls: string) => `resource "aws_ecs_task_definition" "job" {\n  family = "job"\n  container_definitions = jsonencode([{ name = "job", image = "x/job:1", command = ["python", "job.py"]${controls} }])\n}\n`;

describe('what stands on the way out', () => {
  it('is one NAT gateway for the programs of its own scene', async () => {
    const built = await joined({ 'tf/main.tf': nat + task(''), 'job/job.py': client, 'job/Dockerfile': 'FROM python:3.12\nCOPY . /app\n', 'tools/job2.py': client });
    expect(built.hops.map(({ downstream, middleboxes }) => [('name' in downstream ? downstream.name : ''), ...middleboxes.map(({ system }) => system)])).toEqual([['httpx (job/job.py)', 'aws-nat'], ['httpx (tools/job2.py)']]);
  });

  it('is not for scripts that people run', async () => {
    const built = await joined({ 'tf/main.tf': nat, 'scripts/clean.py': client, 'app/job.py': client });
    expect(built.hops.flatMap(({ downstream, middleboxes }) => middleboxes.map(() => ('name' in downstream ? downstream.name : '')))).toEqual(['httpx (app/job.py)']);
  });

  it('sees the probes of the process\'s own sysctl', async () => {
    const probes = async (controls: string) => {
      const built = await joined({ 'tf/main.tf': nat + task(controls), 'job/job.py': client });
      return built.layers.flatMap(({ settings }) => settings.filter(({ timer }) => timer === 'probe.idle').map(shown));
    };
    expect(await probes('')).toEqual(['probe.idle SO_KEEPALIVE=7200000']);
    expect(await probes(', systemControls = [{ namespace = "net.ipv4.tcp_keepalive_time", value = "60" }]')).toEqual(['probe.idle net.ipv4.tcp_keepalive_time=60000']);
    expect(await probes(', systemControls = [{ namespace = "net.ipv4.tcp_keepalive_time", value = var.time }]')).toEqual(['probe.idle net.ipv4.tcp_keepalive_time=unknown']);
  });
});

describe('platforms', () => {
  it('Heroku stands before the web process where something speaks of it', async () => {
    const procfile = 'web: gunicorn -t 60 a:a\nworker: python w.py\n';
    expect(shapes(await joined({ Procfile: procfile }))).toEqual(['gunicorn']);
    const certain = await joined({ Procfile: procfile, 'app.json': '{"buildpacks": []}' });
    expect(shapes(certain)).toEqual(['heroku-router > gunicorn']);
    expect(hopInto(certain, 'gunicorn').join.evidence).toBe('resolved');
    expect(hopInto(await joined({ Procfile: procfile, 'runtime.txt': 'python-3.11' }), 'gunicorn').join.evidence).toBe('assumed');
  });

  it('App Engine keeps connections for 650 s in its flexible environment only', async () => {
    const yaml = (environment: string) => `runtime: python\n${environment}entrypoint: gunicorn -k gthread -b :$PORT a:a\n`;
    const flexible = hopInto(await joined({ 'app.yaml': yaml('env: flex\n') }), 'gunicorn');
    expect([flexible.pooled.value, ...('settings' in flexible.downstream ? flexible.downstream.settings.map(shown) : [])]).toContain('upstream.idle keepalive_timeout of the instance\'s own nginx=650000');
    expect(flexible.pooled.value).toBe('yes');
    const standard = hopInto(await joined({ 'app.yaml': yaml('') }), 'gunicorn');
    expect(standard.pooled.value).toBe('unknown');
    expect('settings' in standard.downstream ? standard.downstream.settings.map(({ timer }) => timer) : []).toEqual(['upstream.deadline']);
  });

  it('Azure App Service gives up after 230 s', async () => {
    const built = await joined({ 'main.bicep': "resource w 'Microsoft.Web/sites@2022-09-01' = {\n  properties: {\n    siteConfig: {\n      appCommandLine: 'gunicorn -t 600 a:a'\n    }\n  }\n}\n" });
    expect(shapes(built)).toEqual(['azure-app-service > gunicorn']);
    const { downstream } = hopInto(built, 'gunicorn');
    expect('settings' in downstream ? downstream.settings.map((setting) => [shown(setting), setting.fixed]) : []).toEqual([['upstream.read request timeout=230000', true]]);
  });
});
