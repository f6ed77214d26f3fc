import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { superagentFacts } from './facts.ts';
import { readSuperagent } from './read.ts';

export const jsSuperagent: System = {
  id: superagentFacts.system,
  facts: superagentFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && text.includes('superagent'), read: readSuperagent },
};
