import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { gotFacts } from './facts.ts';
import { readGot } from './read.ts';

export const jsGot: System = {
  id: gotFacts.system,
  facts: gotFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && /['"](?:got|ky)['"]/.test(text), read: readGot },
};
