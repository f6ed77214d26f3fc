import type { Setting } from '../../model/setting.ts';
import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'daphne',
  title: 'Daphne',
  kind: 'app-server',
  language: 'python',
  sideBySide: true,
  defaults: [
    { timer: 'downstream.idle', name: 'idle timeout of Twisted', value: 60_000, fixed: true, link: 'https://github.com/twisted/twisted/blob/trunk/src/twisted/web/http.py' },
  ],
};

/** What `--http-timeout` does, looked at every two seconds; nobody sets it by default. https://github.com/django/daphne/blob/c19f2f4/daphne/cli.py */
export const httpTimeout: Required<Pick<Setting, 'window' | 'effect'>> = { window: { early: 0, late: 2000 }, effect: { sees: 'a 503', answers: 503 } };

/** Where it listens unless told. */
export const defaultPort = 8000;
