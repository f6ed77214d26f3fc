import type { SystemFacts } from '../facts.ts';

const main = 'https://github.com/encode/uvicorn/blob/e6c7ce79/uvicorn/main.py';

export const facts: SystemFacts = {
  system: 'uvicorn',
  title: 'uvicorn',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: '--timeout-keep-alive', value: 5000, link: main },
    { timer: 'stop.graceful', name: '--timeout-graceful-shutdown', value: 'never', link: main },
  ],
};

/** Where it listens unless told. */
export const defaultPort = 8000;
