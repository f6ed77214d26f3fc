import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile } from './read.ts';

export const pythonUrllib: System = { id: facts.system, facts, fromFile: { claims, read: fromFile } };
