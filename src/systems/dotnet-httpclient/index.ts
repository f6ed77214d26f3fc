import type { System } from '../system.ts';
import { dotnetFacts } from './facts.ts';

export const dotnetHttpclient: System = { id: dotnetFacts.system, facts: dotnetFacts };
