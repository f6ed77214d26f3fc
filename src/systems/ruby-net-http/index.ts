import { isClientCode, ruby } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { netHttpFacts } from './facts.ts';
import { readNetHttp } from './read.ts';

export const rubyNetHttp: System = {
  id: netHttpFacts.system,
  facts: netHttpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, ruby) && /\bNet::HTTP(?:::Persistent)?\.(?:new|start|get|post)/.test(text), read: readNetHttp },
};
