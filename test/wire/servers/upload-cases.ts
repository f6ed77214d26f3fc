import { type Case, here } from '../cases.ts';
import type { Address, Program } from '../program.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { go } from './go.ts';
import { gunicorn } from './gunicorn.ts';
import { h2o } from './h2o.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { puma } from './puma.ts';
import { tomcat } from './tomcat.ts';
import { uwsgi } from './uwsgi.ts';
import { varnish } from './varnish.ts';

const alone = (name: string, make: (at: Address) => Program): Case => ({ name, programs: async () => [make(await here())] });
const before = (name: string, outer: (at: Address, to: Address) => Program): Case => ({
  name,
  programs: async () => {
    const to = await here();
    return [node(to), outer(await here(), to)];
  },
});

interface UploadCase extends Case { readonly unasserted?: string }

const toTheProgram = { unasserted: 'the program that reads the body gets the error, and answers as it likes' };

/** Who gives up on a client that sends its body slowly. */
export const uploadCases: readonly UploadCase[] = [
  before('nginx client_body_timeout', (at, to) => nginx(at, to, { http: 'client_body_timeout 2s;' })),
  before('nginx client_header_timeout', (at, to) => nginx(at, to, { http: 'client_header_timeout 2s;' })),
  before('HAProxy timeout server', (at, to) => haproxy(at, to, { defaults: ['timeout server 2s'] })),
  before('HAProxy timeout client', (at, to) => haproxy(at, to, { defaults: ['timeout client 2s'] })),
  before('HAProxy timeout http-request', (at, to) => haproxy(at, to, { defaults: ['timeout http-request 2s'] })),
  before('Apache Timeout', (at, to) => apache(at, to, { lines: ['Timeout 2'] })),
  { ...before('Caddy read_body', (at, to) => caddy(at, to, { timeouts: ['read_body 2s'] })), unasserted: 'Caddy takes the body that does not come for a client that has left, and answers 200 without a body' },
  before('h2o http1-request-timeout', (at, to) => h2o(at, to, ['http1-request-timeout: 2'])),
  before('Varnish timeout_idle', (at, to) => varnish(at, to, ['timeout_idle=2'])),
  alone('gunicorn sync', (at) => gunicorn(at, 'sync', '--timeout 2')),
  alone('gunicorn gthread', (at) => gunicorn(at, 'gthread', '--timeout 2')),
  alone('gunicorn gevent', (at) => gunicorn(at, 'gevent', '--timeout 2')),
  alone('gunicorn UvicornWorker', (at) => gunicorn(at, 'uvicorn', '--timeout 2')),
  { ...alone('uWSGI http-socket, socket-timeout', (at) => uwsgi(at, 'http-socket', ['socket-timeout = 2'])), ...toTheProgram },
  alone('uWSGI http router, http-timeout', (at) => uwsgi(at, 'http', ['http-timeout = 2'])),
  alone('uWSGI http-socket, harakiri', (at) => uwsgi(at, 'http-socket', ['harakiri = 2'])),
  alone('Node server.timeout', (at) => node(at, ['server.timeout = 2000;'])),
  alone('Node default', (at) => node(at)),
  { ...alone('Go ReadTimeout', (at) => go(at, 'ReadTimeout: 2 * time.Second')), ...toTheProgram },
  alone('Go ReadHeaderTimeout', (at) => go(at, 'ReadHeaderTimeout: 2 * time.Second')),
  { ...alone('Tomcat connectionTimeout', (at) => tomcat(at, 'connectionTimeout="2000"')), ...toTheProgram },
  alone('Puma first_data_timeout', (at) => puma(at, ['first_data_timeout 2'])),
];
