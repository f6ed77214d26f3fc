import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { fromProcess } from './read.ts';

export const granian: System = { id: 'granian', facts, fromProcess };
