import type { System } from '../system.ts';
import { goClientFacts } from './facts.ts';

export const goClient: System = { id: goClientFacts.system, facts: goClientFacts };
