import type { SystemFacts } from '../facts.ts';

const cli = 'https://github.com/django/daphne/blob/c19f2f4/daphne/cli.py';

export const facts: SystemFacts = {
  system: 'daphne',
  title: 'Daphne',
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: 'idle timeout of Twisted', value: 60_000, fixed: true, link: 'https://github.com/twisted/twisted/blob/trunk/src/twisted/web/http.py' },
    { timer: 'worker.deadline', name: '--http-timeout', value: 'never', window: { early: 0, late: 2000 }, effect: { sees: 'a 503', answers: 503 }, link: cli },
  ],
};
