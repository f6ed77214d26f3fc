import type { System } from '../system.ts';
import { claims } from './claims.ts';
import { apacheFacts } from './facts.ts';
import { fromProcess, fromStray } from './read.ts';

export const apache: System = {
  id: 'apache',
  facts: apacheFacts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, most: 1_000_000, read: async (source, reader) => fromStray(source, reader) },
};
