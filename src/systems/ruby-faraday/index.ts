import { isClientCode, ruby } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { faradayFacts } from './facts.ts';
import { readFaraday } from './read.ts';

export const rubyFaraday: System = {
  id: faradayFacts.system,
  facts: faradayFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, ruby) && /\bFaraday(?:::Connection)?\.(?:new|get|post|put|patch|delete|head)\b/.test(text), read: readFaraday },
};
