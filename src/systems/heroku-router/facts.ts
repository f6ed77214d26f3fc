import type { SystemFacts } from '../facts.ts';

const routing = 'https://devcenter.heroku.com/articles/http-routing#keepalives';
const timeouts = 'https://devcenter.heroku.com/articles/request-timeout';

export const facts: SystemFacts = {
  system: 'heroku-router',
  title: 'Heroku router',
  kind: 'load-balancer',
  reuse: { retries: 'none', sees: 'a 503', switched: true, link: routing },
  defaults: [
    { timer: 'upstream.idle', name: 'keep-alive idle timeout', value: 90_000, fixed: true, link: routing, uncertain: 'read in pages that quote this one' },
    {
      timer: 'upstream.first-byte', name: 'initial response timeout', value: 30_000, fixed: true, link: timeouts,
      effect: { sees: 'a 503', answers: 503, log: 'router: at=error code=H12 desc="Request timeout"' },
    },
    {
      timer: 'exchange.idle', name: 'rolling response window', value: 55_000, fixed: true, link: timeouts, uncertain: 'the page on routing was not read',
      effect: { sees: 'a response that breaks off', log: 'router: at=error code=H15 desc="Idle connection"' },
    },
  ],
};
