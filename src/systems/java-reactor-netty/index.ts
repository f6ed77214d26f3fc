import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { reactorFacts } from './facts.ts';
import { readReactor } from './read.ts';

export const javaReactorNetty: System = {
  id: reactorFacts.system,
  facts: reactorFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\breactor\.netty\.http\.client\b|\bWebClient\.(?:create|builder)\b/.test(text), read: readReactor },
};
