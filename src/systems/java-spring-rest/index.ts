import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { springRestFacts } from './facts.ts';
import { readSpringRest } from './read.ts';

export const javaSpringRest: System = {
  id: springRestFacts.system,
  facts: springRestFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\borg\.springframework\./.test(text) && /\bRestTemplate(?:Builder)?\s*\(|\bRestClient\.(?:create|builder)\b|\.(?:setReadTimeout|readTimeout)\(/.test(text) && /\bRest(?:Template|Client)\b/.test(text), read: readSpringRest },
};
