import type { System } from '../system.ts';
import { bunFacts } from './facts.ts';
import { readBun } from './read.ts';

export const bun: System = { id: bunFacts.system, facts: bunFacts, fromProcess: readBun };
