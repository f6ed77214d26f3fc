import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const pgbouncer: System = { id: 'pgbouncer', facts, fromProcess, fromFile: { claims, read: fromFile } };
