import { describe, expect, it } from 'vitest';
import { at, commandLine, processesOf, shown } from './read.ts';

const run = (command: string, files: Readonly<Record<string, string>> = {}) =>
  processesOf({ 'compose.yaml': `services:\n  web:\n    image: example/web:1\n    working_dir: /app\n    volumes: [ "./:/app" ]\n    command: ${command}\n`, ...files });

describe('the command of a workload', () => {
  it.each([
    ['bundle exec puma -C config/puma.rb', 'puma -C config/puma.rb'],
    ['sh -c "cd /srv && exec gunicorn -t 60 app"', 'gunicorn -t 60 app'],
    ['[ "tini", "--", "dumb-init", "gosu", "www", "uvicorn", "main:app" ]', 'uvicorn main:app'],
    ['env A=1 poetry run newrelic-admin run-program gunicorn app', 'gunicorn app'],
    ['ddtrace-run uv run --no-dev uvicorn main:app', 'uvicorn main:app'],
    ['docker-entrypoint.sh nginx -g "daemon off;"', 'nginx -g daemon off;'],
    ['docker/entrypoints/rails.sh bundle exec puma', 'puma'],
    ['bash -lc "python manage.py migrate && gunicorn app | tee log"', 'gunicorn app'],
    ['sh -o errexit -c "rails s"', 'rails s'],
    ['python -m gunicorn app', 'python -m gunicorn app'],
    ['wait-for-it.sh db:5432 -- node server.js', 'node server.js'],
  ])('%s starts %s', (command, started) => {
    expect(run(command).map(commandLine)).toEqual([started]);
  });

  it('goes through package.json with the arguments behind --', () => {
    const files = { 'package.json': '{ "scripts": { "serve": "cross-env PORT=80 node dist/main.js" } }' };
    const [process] = run('npm run serve -- --port 3000', files);
    expect(commandLine(process)).toBe('node dist/main.js --port 3000');
    expect(shown(process?.env.get('PORT'))).toBe('80');
    expect(at(process?.argv[0])).toBe('package.json:1:44');
  });

  it('follows scripts: defaults, added and unquoted variables, exec', () => {
    const script = '#!/bin/bash\n: "${TIMEOUT:=60}"\nWORKERS=${WORKERS:-4}\nARGS="--bind 0.0.0.0:80"\nARGS+=" --preload"\npython manage.py migrate\nexec gunicorn -t "$TIMEOUT" -w $WORKERS $ARGS app\necho never\n';
    const [process] = run('./start.sh', { 'start.sh': script });
    expect(commandLine(process)).toBe('gunicorn -t 60 -w 4 --bind 0.0.0.0:80 --preload app');
    expect(process?.argv[2]).toMatchObject({ origin: 'visible-default', variable: 'TIMEOUT' });
    expect(at(process?.argv[2])).toMatch(/^start\.sh:2:\d+ start\.sh:7:\d+$/);
    expect(process?.place).toMatchObject({ file: 'start.sh', line: 7 });
  });

  it('lets the environment of the manifest win over the defaults of a script', () => {
    const files = { 'compose.yaml': 'services:\n  web:\n    build: .\n    entrypoint: /app/run.sh\n    volumes: [ ".:/app" ]\n    environment:\n      TIMEOUT: 90\n', 'run.sh': 'exec gunicorn -t ${TIMEOUT:-30} app\n' };
    const [process] = processesOf(files);
    expect(commandLine(process)).toBe('gunicorn -t 90 app');
    expect(at(process?.argv[2])).toBe('compose.yaml:7:16 run.sh:1:18');
  });

  it('takes the branch of a case that the argument asks for', () => {
    const script = '#!/bin/sh\ncase "$1" in\n  web)\n    exec gunicorn app\n    ;;\n  worker)\n    exec celery worker\n    ;;\nesac\n';
    expect(run('./start.sh web', { 'start.sh': script }).map(commandLine)).toEqual(['gunicorn app']);
    expect(run('./start.sh worker', { 'start.sh': script }).map(commandLine)).toEqual(['celery worker']);
  });

  it('finds every program of a script that starts several', () => {
    const processes = run('sh -c "nginx && gunicorn app"');
    expect(processes.map(commandLine)).toEqual(['nginx', 'gunicorn app']);
    expect(new Set(processes.map((process) => process.network)).size).toBe(1);
    expect(run('bash -c "uvicorn a:app & celery -A a worker & wait"').map(commandLine)).toEqual(['uvicorn a:app', 'celery -A a worker']);
  });

  it('finds the programs of supervisor', () => {
    const files = { 'supervisord.conf': '[supervisord]\nnodaemon=true\n[program:web]\ncommand=/venv/bin/gunicorn -t %(ENV_T)s app\ndirectory=/srv\n[program:edge]\ncommand=nginx -g "daemon off;"\n' };
    const processes = run('supervisord -n -c /app/supervisord.conf', files);
    expect(processes.map(commandLine)).toEqual(['/venv/bin/gunicorn -t ?%(ENV_T)s app', 'nginx -g daemon off;']);
    expect(processes[0]?.workdir).toBe('/srv');
  });

  it('ends on scripts that call each other', () => {
    expect(run('./a.sh', { 'a.sh': '#!/bin/sh\nexec ./b.sh\n', 'b.sh': '#!/bin/sh\nexec ./a.sh\n' }).map(commandLine)).toHaveLength(1);
  });
});
