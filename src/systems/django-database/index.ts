import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile } from './read.ts';

export const djangoDatabase: System = { id: 'django-database', facts, fromFile: { claims, read: fromFile } };
