import type { System } from '../system.ts';
import { h2oFacts } from './facts.ts';
import { claims, fromProcess, fromStray } from './read.ts';

export const h2o: System = {
  id: 'h2o',
  facts: h2oFacts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, most: 1_000_000, read: async (source, reader) => fromStray(source, reader) },
};
