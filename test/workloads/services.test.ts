import { describe, expect, it } from 'vitest';
import { commandLine, processesOf, shown } from './read.ts';

const image = (dockerfile: string, files: Readonly<Record<string, string>>) => processesOf({ Dockerfile: dockerfile, ...files });

describe('what an image starts', () => {
  it('are the run scripts below its init', () => {
    const files = { 'rootfs/etc/s6-overlay/s6-rc.d/web/run': '#!/command/with-contenv bash\nexec gunicorn -t 60 app\n', 'rootfs/etc/services.d/edge/run': '#!/bin/sh\nexec nginx -g "daemon off;"\n' };
    expect(image('FROM debian:12\nCOPY rootfs/ /\nENTRYPOINT ["/init"]\n', files).map(commandLine)).toEqual(['gunicorn -t 60 app', 'nginx -g daemon off;']);
    expect(image('FROM debian:12\nCOPY sv /etc/service\nCMD ["runsvdir", "/etc/service"]\n', { 'sv/web/run': '#!/bin/sh\nexec puma\n' }).map(commandLine)).toEqual(['puma']);
  });

  it('may be a script on the path without an ending', () => {
    const files = { 'bin/shop.bash': '#!/bin/bash\nif [ "$1" == "web" ]; then\n  exec gunicorn app\nfi\nif [ "$1" == "task" ]; then\n  exec celery worker\nfi\n' };
    expect(image('FROM debian:12\nCOPY bin/shop.bash /usr/local/bin/shop\nENTRYPOINT ["shop"]\nCMD ["web"]\n', files).map(commandLine)).toEqual(['gunicorn app']);
  });

  it('may stand in a function of a sourced file', () => {
    const files = { 'start.sh': '#!/bin/sh\n. ./lib.sh\nprepare\nserve 60\n', 'lib.sh': 'prepare() {\n  mkdir -p /data\n}\n\nserve() {\n  gunicorn -t "$1" app\n}\n' };
    expect(image('FROM debian:12\nWORKDIR /app\nCOPY . .\nCMD ["./start.sh"]\n', files).map(commandLine)).toEqual(['gunicorn -t 60 app']);
  });

  it('ends on functions that call each other', () => {
    const files = { 'start.sh': '#!/bin/sh\n. ./lib.sh\na\n', 'lib.sh': 'a() {\n  b\n}\nb() {\n  a\n}\n' };
    expect(image('FROM debian:12\nWORKDIR /app\nCOPY . .\nCMD ["./start.sh"]\n', files)).toHaveLength(1);
  });

  it('is what an exec in the last branch starts, not a chore before it', () => {
    const files = { 'start.sh': '#!/bin/sh\npython manage.py tidy_up\nif [ "$MANAGED" = "yes" ]; then\n  exec supervisord\nelse\n  exec uwsgi app.ini\nfi\n' };
    expect(image('FROM debian:12\nWORKDIR /app\nCOPY . .\nCMD ["./start.sh"]\n', files).map(commandLine)).toEqual(['uwsgi app.ini']);
  });

  it('has the environment that supervisor gives it', () => {
    const files = { 'supervisord.conf': '[program:web]\ncommand=sh -c "gunicorn -b :${PORT} app"\nenvironment=PORT="3004",HOST=%(ENV_NAME)s\n' };
    const processes = image('FROM debian:12\nENV NAME=shop\nCOPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord"]\n', files);
    expect(processes.map(commandLine)).toEqual(['gunicorn -b :3004 app']);
    expect(shown(processes[0]?.env.get('HOST'))).toBe('shop');
  });

  it('is not read a second time from the files that the image holds', () => {
    expect(image('FROM debian:12\nCOPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord"]\n', { 'supervisord.conf': '[program:web]\ncommand=gunicorn app\n' }).map(({ workload }) => workload.kind)).toEqual(['dockerfile']);
  });
});

describe('a file that an entry script makes', () => {
  const dockerfile = 'FROM debian:12\nCOPY conf /defaults\nCMD ["haproxy", "-f", "/run/haproxy.cfg"]\n';

  it('is the only one of that name in the image', () => {
    const [process] = image(dockerfile, { 'conf/haproxy.cfg': 'defaults\n' });
    expect(process?.files.open('/run/haproxy.cfg')?.path).toBe('conf/haproxy.cfg');
    expect(process?.files.open('/etc/haproxy.cfg')).toBeUndefined();
  });

  it('is unknown among several', () => {
    const [process] = image(dockerfile, { 'conf/a/haproxy.cfg': 'defaults\n', 'conf/b/haproxy.cfg': 'defaults\n' });
    expect(process?.files.open('/run/haproxy.cfg')).toBeUndefined();
  });
});
