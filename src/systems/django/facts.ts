import type { SystemFacts } from '../facts.ts';

/** Nothing sourced is known of the clocks of `manage.py runserver`. */
export const djangoFacts: SystemFacts = { system: 'django', title: "Django's development server", kind: 'app-server', language: 'python', defaults: [] };

export const flaskFacts: SystemFacts = {
  system: 'flask',
  title: "Flask's development server",
  kind: 'app-server',
  language: 'python',
  defaults: [
    { timer: 'downstream.idle', name: 'flask run', value: { off: 'every response announces close' }, fixed: true, link: 'https://github.com/pallets/werkzeug/blob/main/src/werkzeug/serving.py', uncertain: 'measured with Werkzeug 3.1.8' },
  ],
};

/** Where `manage.py runserver` and `flask run` listen unless told. */
export const ports = { django: 8000, flask: 5000 } as const;
