import { isClientCode, java } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { apacheHttpFacts } from './facts.ts';
import { readApacheHttp } from './read.ts';

export const javaApacheHttpclient: System = {
  id: apacheHttpFacts.system,
  facts: apacheHttpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, java) && /\borg\.apache\.(?:http|hc)\./.test(text) && /\bHttpClient(?:s|Builder)\b/.test(text), read: readApacheHttp },
};
