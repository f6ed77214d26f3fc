import type { System } from '../system.ts';
import { curlFacts } from './facts.ts';

/** Known by its facts only, for chains that hoplint.yaml declares. */
export const curl: System = { id: curlFacts.system, facts: curlFacts };
