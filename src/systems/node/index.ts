import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { nodeFacts } from './facts.ts';
import { readNode, readNodeFile } from './read.ts';

export const node: System = {
  id: nodeFacts.system,
  facts: nodeFacts,
  fromProcess: readNode,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && /\.listen\s*\(|@hono\/node-server/.test(text), read: readNodeFile },
};
