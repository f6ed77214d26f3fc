import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { javaHttpFacts } from './facts.ts';
import { readJavaHttp } from './read.ts';

export const javaHttp: System = {
  id: javaHttpFacts.system,
  facts: javaHttpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\bjava\.net\.http\./.test(text) && /\bHttpClient\.new/.test(text), read: readJavaHttp },
};
