import type { SystemFacts } from '../facts.ts';

const docs = 'https://pkg.go.dev/github.com/valyala/fasthttp#Server';

/** fasthttp, and Fiber on top of it. */
export const facts: SystemFacts = {
  system: 'go-fasthttp',
  title: 'Go fasthttp server',
  kind: 'app-server',
  language: 'go',
  defaults: [
    { timer: 'downstream.idle', name: 'IdleTimeout', value: 'never', link: docs },
    { timer: 'downstream.request', name: 'ReadTimeout', value: 'never', link: docs },
    { timer: 'downstream.response', name: 'WriteTimeout', value: 'never', link: docs },
  ],
};
