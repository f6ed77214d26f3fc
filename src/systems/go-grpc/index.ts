import type { System } from '../system.ts';
import { goGrpcFacts } from './facts.ts';

export const goGrpc: System = { id: goGrpcFacts.system, facts: goGrpcFacts };
