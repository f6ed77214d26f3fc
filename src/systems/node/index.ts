import type { System } from '../system.ts';
import { nodeFacts } from './facts.ts';
import { isServerFile, readNode, readNodeFile } from './read.ts';

export const node: System = {
  id: nodeFacts.system,
  facts: nodeFacts,
  fromProcess: readNode,
  fromFile: { claims: isServerFile, read: readNodeFile },
};
