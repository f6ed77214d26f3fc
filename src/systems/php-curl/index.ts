import { isClientCode, php } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { phpCurlFacts } from './facts.ts';
import { readPhpCurl } from './read.ts';

export const phpCurl: System = {
  id: phpCurlFacts.system,
  facts: phpCurlFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, php) && /\bcurl_init\s*\(/.test(text), read: readPhpCurl },
};
