import type { SystemFacts } from '../facts.ts';

const databases = 'https://docs.djangoproject.com/en/stable/ref/databases/#persistent-database-connections';

export const facts: SystemFacts = {
  system: 'django-database',
  title: 'Django database connection',
  kind: 'client',
  language: 'python',
  reuse: { retries: 'none', sees: 'an OperationalError: connection already closed', link: databases },
  defaults: [],
};

/** PostgreSQL's own port. */
export const serverPort = 5432;
