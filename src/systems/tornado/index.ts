import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const tornado: System = { id: 'tornado', facts, fromProcess, fromFile: { claims, read: fromFile } };
