import { go, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { goGrpcFacts } from './facts.ts';
import { readGoGrpc } from './read.ts';

export const goGrpc: System = {
  id: goGrpcFacts.system,
  facts: goGrpcFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, go) && /\bgrpc\.(NewClient|Dial|DialContext)\(/.test(text), read: readGoGrpc },
};
