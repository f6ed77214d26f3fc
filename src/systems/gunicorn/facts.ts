import type { SystemFacts } from '../facts.ts';

const config = 'https://github.com/benoitc/gunicorn/blob/65ac1a3a/gunicorn/config.py';
const workers = 'https://github.com/benoitc/gunicorn/tree/65ac1a3a/gunicorn/workers';
const uvicornWorker = 'https://github.com/encode/uvicorn/blob/e6c7ce79/uvicorn/workers.py';
const killed = { sees: 'a 502 from the proxy in front, or an answer that ends early', answers: 'close', log: '[CRITICAL] WORKER TIMEOUT' } as const;

export const facts: SystemFacts = {
  system: 'gunicorn',
  title: 'gunicorn',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'worker.deadline', name: '--timeout', value: 30_000, profiles: ['sync'], window: { early: 0, late: 1000 }, effect: killed, link: config },
    { timer: 'worker.silence', name: '--timeout', value: 30_000, profiles: ['gthread', 'gevent', 'eventlet', 'tornado', 'uvicorn', 'aiohttp', 'asgi'], effect: killed, link: config },
    { timer: 'downstream.idle', name: '--keep-alive', value: { off: 'the sync worker answers Connection: close' }, profiles: ['sync'], link: workers },
    { timer: 'downstream.idle', name: '--keep-alive', value: 2000, profiles: ['gthread'], window: { early: 0, late: 850 }, link: config },
    { timer: 'downstream.idle', name: '--keep-alive', value: 2000, profiles: ['gevent', 'eventlet', 'aiohttp'], link: config },
    { timer: 'downstream.idle', name: '--keep-alive', value: 2000, profiles: ['uvicorn'], link: uvicornWorker },
    { timer: 'stop.graceful', name: '--graceful-timeout', value: 30_000, link: config },
  ],
};

export const settingsLink = config;
export const workersLink = workers;

/** Where it listens unless told. */
export const defaultPort = 8000;
