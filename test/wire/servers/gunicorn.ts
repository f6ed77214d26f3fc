import { type Address, addressText, type Program } from '../program.ts';
import { asgi, wsgi } from './python.ts';

export const workers = {
  sync: { options: '-w 6', needs: [], app: 'wsgi:application' },
  gthread: { options: '--threads 12', needs: [], app: 'wsgi:application' },
  gevent: { options: '-k gevent', needs: ['python:gevent'], app: 'wsgi:application' },
  uvicorn: { options: '-k uvicorn.workers.UvicornWorker', needs: ['python:uvicorn'], app: 'asgi:app' },
} as const;

export function gunicorn(at: Address, kind: keyof typeof workers, options = ''): Program {
  const worker = workers[kind];
  const given = `${worker.options} ${options}`.trim();
  return { system: 'gunicorn', needs: ['gunicorn', ...worker.needs], files: { 'wsgi.py': wsgi, 'asgi.py': asgi }, line: `gunicorn -b ${addressText(at)} ${given} ${worker.app}`, at, shows: `gunicorn ${given}` };
}
