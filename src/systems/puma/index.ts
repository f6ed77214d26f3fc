import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const puma: System = { id: 'puma', facts, fromProcess, fromFile: { claims, read: fromFile } };
