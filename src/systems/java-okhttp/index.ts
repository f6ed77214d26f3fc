import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { okHttpFacts } from './facts.ts';
import { readOkHttp } from './read.ts';

export const javaOkhttp: System = {
  id: okHttpFacts.system,
  facts: okHttpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\bokhttp3\./.test(text), read: readOkHttp },
};
