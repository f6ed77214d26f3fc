import { isClientCode, ruby } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { httpartyFacts } from './facts.ts';
import { readHttparty } from './read.ts';

export const rubyHttparty: System = {
  id: httpartyFacts.system,
  facts: httpartyFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, ruby) && /\bHTTParty\b/.test(text), read: readHttparty },
};
