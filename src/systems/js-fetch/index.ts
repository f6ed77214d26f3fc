import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { fetchFacts } from './facts.ts';
import { readFetch } from './read.ts';

export const jsFetch: System = {
  id: fetchFacts.system,
  facts: fetchFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && /\bfetch\s*\(|['"]undici['"]/.test(text), read: readFetch },
};
