import { isClientCode, php } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { guzzleFacts } from './facts.ts';
import { readGuzzle } from './read.ts';

export const phpGuzzle: System = {
  id: guzzleFacts.system,
  facts: guzzleFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, php) && /\bGuzzleHttp\\Client\b/.test(text) && /\bnew\s+\\?\w/.test(text), read: readGuzzle },
};
