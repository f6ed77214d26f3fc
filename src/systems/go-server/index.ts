import { go, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { goServerFacts } from './facts.ts';
import { readGoFile, readGoServer } from './read.ts';
import { mention } from './servers.ts';

export const goServer: System = {
  id: goServerFacts.system,
  facts: goServerFacts,
  fromProcess: readGoServer,
  fromFile: { claims: (path, text) => isClientCode(path, text, go) && mention.test(text), read: readGoFile },
};
