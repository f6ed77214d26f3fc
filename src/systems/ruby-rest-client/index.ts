import { isClientCode, ruby } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { restClientFacts } from './facts.ts';
import { readRestClient } from './read.ts';

export const rubyRestClient: System = {
  id: restClientFacts.system,
  facts: restClientFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, ruby) && /\bRestClient(?:\.(?:get|post|put|patch|delete|head)|::(?:Request|Resource)\.)/.test(text), read: readRestClient },
};
