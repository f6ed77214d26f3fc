import { type Address, addressText, type Program } from '../program.ts';
import { wsgi } from './python.ts';

/** `kind` is the option that opens the listener. */
export function uwsgi(at: Address, kind: 'http' | 'http-socket' | 'http11-socket' | 'socket', options: readonly string[] = []): Program {
  const lines = ['[uwsgi]', 'plugins = http,python3', 'master = true', 'processes = 6', 'die-on-term = true', `${kind} = ${addressText(at)}`, 'wsgi-file = wsgi.py', ...options];
  return { system: 'uwsgi', needs: ['uwsgi'], files: { 'wsgi.py': wsgi, 'uwsgi.ini': `${lines.join('\n')}\n` }, line: 'uwsgi --ini uwsgi.ini', at, shows: `uWSGI ${[kind, ...options].join(', ')}` };
}
