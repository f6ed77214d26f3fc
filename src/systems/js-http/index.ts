import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { nodeHttpFacts } from './facts.ts';
import { readNodeHttp } from './read.ts';

export const jsHttp: System = {
  id: nodeHttpFacts.system,
  facts: nodeHttpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && /['"](?:node:)?https?['"]/.test(text) && /\b(?:request|get)\s*\(/.test(text), read: readNodeHttp },
};
