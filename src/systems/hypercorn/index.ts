import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const hypercorn: System = { id: 'hypercorn', facts, fromProcess, fromFile: { claims, read: fromFile } };
