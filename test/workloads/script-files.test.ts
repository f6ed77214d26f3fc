import { describe, expect, it } from 'vitest';
import { at, commandLine, processesOf } from './read.ts';

const started = (script: string, files: Readonly<Record<string, string>> = {}, env = '') =>
  processesOf({
    'compose.yaml': `services:\n  web:\n    build: .\n${env}`,
    Dockerfile: 'FROM debian:12\nWORKDIR /app\nENV USE_TLS=false\nCOPY . /app\nENTRYPOINT ["/app/entrypoint.sh"]\n',
    'entrypoint.sh': `#!/bin/bash\n${script}`,
    ...files,
  });

describe('entrypoint scripts', () => {
  it('take the branch that visible values decide', () => {
    const script = 'if [ "${USE_TLS}" = true ]; then\n  CONF=/etc/tls.conf\nelse\n  CONF=/etc/plain.conf\nfi\nexec nginx -c $CONF\n';
    expect(started(script).map(commandLine)).toEqual(['nginx -c /etc/plain.conf']);
    expect(started(script, {}, '    environment: { USE_TLS: "true" }\n').map(commandLine)).toEqual(['nginx -c /etc/tls.conf']);
  });

  it('do not decide what only run time tells', () => {
    const [process] = started('MODE=web\nif [ "$ROLE" = worker ]; then\n  MODE=worker\nfi\nexec gunicorn --timeout 7 "$MODE"\n');
    expect(commandLine(process)).toBe('gunicorn --timeout 7 web');
  });

  it('call the function of the branch that the argument names', () => {
    const script = 'dev() {\n  flask run\n}\nprod() {\n  poetry run gunicorn app:app\n}\ncase "$1" in\n  dev)\n    dev\n    ;;\n  prod)\n    prod\n    ;;\nesac\n';
    expect(started(script, {}, '    command: prod\n').map(commandLine)).toEqual(['gunicorn app:app']);
    expect(started(script, {}, '    command: dev\n').map(commandLine)).toEqual(['flask run']);
  });

  it('know functions however their braces stand', () => {
    const script = 'a() { echo a; }\nweb()\n{\n  gunicorn app:app\n}\nfunction b { flask run; }\ncase "$1" in\n  web) web ;;\n  *) b ;;\nesac\n';
    expect(started(script, {}, '    command: web\n').map(commandLine)).toEqual(['gunicorn app:app']);
    expect(started('. ./lib.sh\nserve\n', { 'lib.sh': 'function serve()\n{\n  exec gunicorn app:app\n}\n' }).map(commandLine)).toEqual(['gunicorn app:app']);
  });

  it('survive functions that call each other ever more often', () => {
    const calls = Array.from({ length: 30 }, (_, index) => `f${index}() {\n  f${index + 1}\n  f${index + 1}\n}\n`).join('');
    expect(started('. ./lib.sh\nf0\nexec gunicorn app:app\n', { 'lib.sh': `${calls}f30() {\n  echo\n}\n` }).map(commandLine)).toEqual(['gunicorn app:app']);
  });

  it('survive scripts that start each other ever more often', () => {
    const [first, ...others] = started(`${'/app/entrypoint.sh &\n'.repeat(8)}exec gunicorn app:app\n`);
    expect([commandLine(first), others.length]).toEqual(['/app/entrypoint.sh', 19]);
  });

  it('start nothing by an exec that only redirects', () => {
    expect(started('exec 2>&1\nexec gunicorn app:app\n').map(commandLine)).toEqual(['gunicorn app:app']);
  });

  it('stay in front of what they start without exec', () => {
    const line = (script: string) => started(script)[0]?.behindShell?.line;
    expect(line('echo hi\ngunicorn app:app\n')).toBe(3);
    expect(line('exec gunicorn app:app\n')).toBeUndefined();
    expect(line('trap "kill 0" TERM\ngunicorn app:app\n')).toBeUndefined();
    expect(line('exec /app/inner.sh\n')).toBeUndefined();
    expect(started('/app/inner.sh\n', { 'inner.sh': '#!/bin/sh\nexec gunicorn app:app\n' })[0]?.behindShell?.file).toBe('entrypoint.sh');
    expect(started('exec /app/inner.sh\n', { 'inner.sh': '#!/bin/sh\ngunicorn app:app\n' })[0]?.behindShell?.file).toBe('inner.sh');
    expect(started('gunicorn app:app\n', { Dockerfile: 'FROM debian:12\nWORKDIR /app\nCOPY . /app\nENTRYPOINT ["tini", "--", "/app/entrypoint.sh"]\n' })[0]?.behindShell).toBeUndefined();
  });

  it('keep arrays', () => {
    expect(started('ARGS=(--timeout 90\n  --bind "0.0.0.0:8000")\nARGS+=(--threads 4)\nexec gunicorn "${ARGS[@]}" app:app\n').map(commandLine)).toEqual(['gunicorn --timeout 90 --bind 0.0.0.0:8000 --threads 4 app:app']);
  });

  it('make files out of text, templates and other files', () => {
    const script = 'echo "server ${HOST:-app}:8000;" > /run/upstream\ncp /app/site.conf /etc/nginx/conf.d/site.conf\nenvsubst < /app/a.template > /etc/nginx/a.conf\ncat > /etc/nginx/b.conf <<EOF\nsend_timeout 5s;\nEOF\nexec nginx\n';
    const files = started(script, { 'site.conf': 'server {}\n', 'a.template': 'keepalive_timeout $X;\n' })[0]?.files;
    expect(files?.open('/run/upstream')?.text).toBe('server app:8000;\n');
    expect([files?.open('/etc/nginx/conf.d/site.conf')?.path, files?.open('/etc/nginx/a.conf')?.path]).toEqual(['site.conf', 'a.template']);
    const made = files?.open('/etc/nginx/b.conf');
    expect([made?.text, made?.place(0).line]).toEqual(['send_timeout 5s;\n', 6]);
  });

  it('run the recipes of a Makefile', () => {
    const files = { Makefile: 'PORT = 8000\nserve: THREADS:=5\nserve: assets\n\t@cd app && gunicorn --threads=${THREADS} --bind=0.0.0.0:$(PORT) app:app\n\nassets:\n\tnpm run build\n' };
    const [process] = started('exec make serve\n', files);
    expect(commandLine(process)).toBe('gunicorn --threads=5 --bind=0.0.0.0:8000 app:app');
    expect([process?.workdir, at(process?.argv[1])]).toEqual(['/app/app', 'Makefile:2:17 Makefile:4:22']);
  });

  it('wait for another service without being it', () => {
    const [process] = started('exec /wait-for-it.sh db:5432 -- gunicorn app:app\n', { 'wait-for-it.sh': '#!/bin/bash\nexec "${CLI[@]}"\n' });
    expect(commandLine(process)).toBe('gunicorn app:app');
  });
});

describe('images that another manifest builds', () => {
  it('are the same image under the same name', () => {
    const [, pod] = processesOf({
      'compose.yaml': 'services:\n  web:\n    image: example/web:${TAG:-latest}\n    build: { context: ., dockerfile: Dockerfile.debian }\n',
      'Dockerfile.debian': 'FROM debian:12\nCMD ["gunicorn", "-k", "gthread", "daemon off;"]\n',
      'Dockerfile.alpine': 'FROM alpine\nCMD ["uwsgi"]\n',
      'k8s.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: "docker.io/example/web:2" }] }\n',
    }).toSorted((a, b) => (a.workload.kind < b.workload.kind ? 1 : -1));
    expect(commandLine(pod)).toBe('gunicorn -k gthread daemon off;');
  });
});

describe('other manifests', () => {
  it('shows the parameters of an OpenShift Template', () => {
    const [process] = processesOf({
      'template.yaml': 'apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n  - apiVersion: apps/v1\n    kind: Deployment\n    metadata: { name: "${NAME}" }\n    spec:\n      template:\n        spec:\n          terminationGracePeriodSeconds: ${{GRACE}}\n          containers: [{ name: web, image: "x:1" }]\nparameters:\n  - { name: NAME, value: app }\n  - name: GRACE\n    value: "75"\n',
    });
    const [grace] = process?.settings ?? [];
    expect([process?.workload.name, grace?.value, grace?.provenance]).toEqual(['app', { kind: 'known', amount: 75_000, written: '75' }, { kind: 'visible-default', variable: 'GRACE' }]);
    expect([grace?.place.line, grace?.via[0]?.line]).toEqual([15, 10]);
  });

  it('reads the containers of a Knative Service', () => {
    const [process] = processesOf({ 'k.yaml': 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ image: "x:1", args: [serve] }] } } }\n' });
    expect(commandLine(process)).toBe('serve');
  });

  it('lays drop-ins over a unit and reads the environment file beside it', () => {
    const [process] = processesOf({
      'app.service': '[Service]\nExecStart=/usr/bin/gunicorn -t ${T} app:app\nEnvironmentFile=-/etc/default/app.env\nTimeoutStopSec=20\n',
      'app.service.d/stop.conf': '[Service]\nTimeoutStopSec=40\n',
      'app.env': 'T=45\n',
    });
    expect([process?.env.get('T')?.value, process?.settings[0]?.place.file]).toEqual(['45', 'app.service.d/stop.conf']);
  });
});
