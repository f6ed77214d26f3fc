import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { urlConnectionFacts } from './facts.ts';
import { readUrlConnection } from './read.ts';

export const javaUrlConnection: System = {
  id: urlConnectionFacts.system,
  facts: urlConnectionFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\bHttps?URLConnection\b/.test(text) && /\bopenConnection\s*\(/.test(text), read: readUrlConnection },
};
