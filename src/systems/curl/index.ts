import type { System } from '../system.ts';
import { curlFacts } from './facts.ts';
import { readCurl } from './read.ts';

/** The calls that a workload makes by curl; also by its facts, for chains that hoplint.yaml declares. */
export const curl: System = { id: curlFacts.system, facts: curlFacts, fromProcess: readCurl };
