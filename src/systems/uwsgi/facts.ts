import type { SystemFacts } from '../facts.ts';

const core = 'https://github.com/unbit/uwsgi/blob/2.0.30/core/uwsgi.c';
const init = 'https://github.com/unbit/uwsgi/blob/2.0.30/core/init.c';
const router = 'https://github.com/unbit/uwsgi/blob/2.0.30/plugins/http/http.c';
const base = 'https://github.com/unbit/uwsgi/blob/2.0.30/proto/base.c';
const guide = 'https://github.com/unbit/uwsgi-docs/blob/master/HTTP.rst';
/** What `http-timeout` is where nobody writes it; further clocks of the router fall back to it. */
export const routerTimeout = 60_000;

const dropped = { sees: 'a connection that closes without a response', answers: 'close' } as const;

/** The master looks once a second, at whole seconds: a worker dies up to two seconds after its `harakiri`. Profiles: `router` is the http router; a worker is named after the socket that it serves. */
export const facts: SystemFacts = {
  system: 'uwsgi',
  title: 'uWSGI',
  kind: 'app-server',
  language: 'python',
  relays: { answers: 'close' },
  endsByClose: ['router', 'http-socket', 'http11-socket'],
  defaults: [
    { timer: 'downstream.idle', name: 'http-keepalive', value: 0, profiles: ['router'], window: { early: 830, late: 240 }, link: guide },
    { timer: 'downstream.header', name: 'http-headers-timeout', value: routerTimeout, profiles: ['router'], link: router },
    { timer: 'downstream.body', name: 'http-timeout', value: routerTimeout, profiles: ['router'], effect: dropped, link: router },
    { timer: 'upstream.connect', name: 'http-connect-timeout', value: routerTimeout, profiles: ['router'], link: router },
    { timer: 'upstream.read', name: 'http-timeout', value: routerTimeout, profiles: ['router'], effect: dropped, link: router },
    { timer: 'downstream.idle', name: 'socket', value: { off: 'the uwsgi protocol carries one request per connection' }, profiles: ['uwsgi'], link: core },
    { timer: 'downstream.idle', name: 'http-socket', value: 0, profiles: ['http-socket'], link: base },
    { timer: 'downstream.idle', name: 'socket-timeout', value: 4000, profiles: ['http11-socket'], link: init },
    { timer: 'downstream.body', name: 'socket-timeout', value: 4000, profiles: ['uwsgi', 'http-socket', 'http11-socket'], link: init },
    { timer: 'downstream.send', name: 'socket-timeout', value: 4000, profiles: ['uwsgi', 'http-socket', 'http11-socket'], link: init },
    {
      timer: 'worker.deadline', name: 'harakiri', value: 'never', profiles: ['uwsgi', 'http-socket', 'http11-socket'], window: { early: 0, late: 2000 },
      effect: { sees: 'a 502 from the proxy in front, or an answer that ends early', answers: 'close', log: '*** HARAKIRI ON WORKER' }, link: core,
    },
  ],
};

export const routerLink = router;
export const optionsLink = core;
