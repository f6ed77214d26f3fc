import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../../src/config/config.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { readScenes } from '../../src/workloads/read-scenes.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { at, commandLine, processesOf, scenesOf, shown } from './read.ts';

const base = 'services:\n  web:\n    image: example/web:${TAG:-1.2}\n    environment:\n      - A=1\n      - B=2\n    ports: ["8080:80"]\n    command: gunicorn -t ${TIMEOUT:-60} app\n';

describe('compose', () => {
  it('puts visible defaults, .env and declared values in', () => {
    const timeout = (files: Record<string, string>, values = new Map<string, string>()) => scenesOf(files, { ignored: ['.env'], config: { values } })[0]?.processes[0]?.argv[2];
    expect(timeout({ 'compose.yaml': base })).toMatchObject({ value: '60', origin: 'visible-default', variable: 'TIMEOUT' });
    expect(timeout({ 'compose.yaml': base, '.env': 'OTHER=1\nTIMEOUT=75\n' })).toMatchObject({ value: '75', origin: 'configured' });
    expect(timeout({ 'compose.yaml': base, '.env': 'OTHER=1\n', '.env.example': 'TIMEOUT=75\n' })).toMatchObject({ value: '60' });
    expect(timeout({ 'compose.yaml': base, '.env.example': 'TIMEOUT=75\n' })).toMatchObject({ value: '75', origin: 'visible-default', variable: 'TIMEOUT' });
    expect(timeout({ 'compose.yaml': base, 'example.env': 'TIMEOUT=\n' })).toMatchObject({ value: '60' });
    expect(timeout({ 'compose.yaml': base }, new Map([['TIMEOUT', '90']]))).toMatchObject({ value: '90', origin: 'declared' });
  });

  it('merges the usual override into the base and keeps others as variants', () => {
    const scenes = scenesOf({
      'docker-compose.yml': base,
      'docker-compose.override.yml': 'services:\n  web:\n    environment:\n      B: 3\n    ports: ["9090:90"]\n',
      'docker-compose.prod.yml': 'services:\n  web:\n    command: gunicorn -t 300 app\n  edge:\n    image: nginx\n',
      'docker-compose.tools.yml': 'services:\n  tool:\n    image: example/tool\n',
    });
    expect(scenes.map((scene) => [scene.when, scene.processes.map((process) => process.container)])).toEqual([
      [undefined, ['web']], ['docker-compose.prod.yml', ['web', 'edge']], [undefined, ['tool']],
    ]);
    const [main, prod] = scenes;
    expect([...(main?.processes[0]?.env ?? [])].map(([name, text]) => `${name}=${shown(text)}`)).toEqual(['A=1', 'B=3']);
    expect(main?.processes[0]?.ports.map((port) => port.port)).toEqual([80, 90]);
    expect(commandLine(prod?.processes[0])).toBe('gunicorn -t 300 app');
    expect(at(prod?.processes[0]?.argv[2])).toBe('docker-compose.prod.yml:3:26');
  });

  it('takes overrides from their folder and combinations from .env', () => {
    const files = { 'compose.yaml': base, 'overrides/compose.https.yaml': 'services:\n  web:\n    labels: { a: b }\n', 'overrides/compose.db.yaml': 'services:\n  db:\n    image: postgres\n', '.env': 'COMPOSE_FILE=compose.yaml:overrides/compose.https.yaml:overrides/compose.db.yaml\n' };
    expect(scenesOf(files).map((scene) => scene.when)).toEqual([undefined, 'overrides/compose.db.yaml', 'overrides/compose.https.yaml', 'overrides/compose.https.yaml + overrides/compose.db.yaml']);
  });

  it('follows extends, anchors and !reset', () => {
    const files = {
      'compose.yaml': 'x-base: &base\n  image: example/app:2\n  environment: { X: 1 }\nservices:\n  a:\n    <<: *base\n    command: one\n  b:\n    extends: { file: common/c.yaml, service: c }\n    command: !reset null\n',
      'common/c.yaml': 'services:\n  c:\n    image: example/c\n    command: two\n',
    };
    const [a, b] = processesOf(files).filter((process) => process.container !== 'c');
    expect([a?.image?.name, a?.image?.tag, shown(a?.env.get('X'))]).toEqual(['example/app', '2', '1']);
    expect([b?.image?.name, commandLine(b)]).toEqual(['example/c', '']);
  });

  it('shows mounted files, configs and what they hide', () => {
    const [web] = processesOf({
      'compose.yaml': 'services:\n  web:\n    image: nginx:1.25\n    volumes:\n      - ./nginx/${MODE:-http}.conf:/etc/nginx/nginx.conf:ro\n      - ./conf.d:/etc/nginx/conf.d\n      - certs:/etc/certs\n    configs:\n      - source: extra\n        target: /etc/extra.conf\nconfigs:\n  extra:\n    content: |\n      keepalive_timeout 5;\n',
      'nginx/http.conf': 'http {}', 'nginx/https.conf': 'https', 'conf.d/b.conf': 'b', 'conf.d/a.conf': 'a',
    });
    expect(web?.files.open('/etc/nginx/nginx.conf')?.path).toBe('nginx/http.conf');
    expect(web?.files.glob('/etc/nginx/conf.d/*.conf').map((source) => source.path)).toEqual(['conf.d/a.conf', 'conf.d/b.conf']);
    const extra = web?.files.open('/etc/extra.conf');
    expect(extra?.place(extra.text.indexOf('5'))).toMatchObject({ file: 'compose.yaml', line: 14, column: 25 });
    expect(['/etc/nginx/conf.d/default.conf', '/etc/certs/a.pem', '/etc/hosts'].map((path) => web?.files.replaced(path))).toEqual([true, true, false]);
  });

  it('says where a file cannot be read', () => {
    const { problems } = readScenes(memoryTree({ 'compose.yaml': 'services:\n  web: [\n' }), createSyntax(), emptyConfig);
    expect(problems.map((problem) => problem.place.file)).toEqual(['compose.yaml']);
  });

  it('reads grace, sysctls, names and shared networks', () => {
    const [a, b] = processesOf({ 'compose.yaml': 'services:\n  a:\n    image: x\n    container_name: first\n    stop_grace_period: 1m30s\n    sysctls: [net.ipv4.tcp_keepalive_time=60]\n    networks: { default: { aliases: [other] } }\n  b:\n    image: y\n    network_mode: service:a\n' });
    expect(a?.settings.map((setting) => [setting.timer, setting.value])).toEqual([['stop.grace', { kind: 'known', amount: 90_000, written: '1m30s' }]]);
    expect([a?.names, shown(a?.sysctls.get('net.ipv4.tcp_keepalive_time'))]).toEqual([['a', 'first', 'other'], '60']);
    expect(b?.network).toBe(a?.network);
  });
});
