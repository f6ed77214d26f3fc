import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { fromProcess } from './read.ts';

export const daphne: System = { id: 'daphne', facts, fromProcess };
