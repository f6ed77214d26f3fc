import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromProcess, fromStray } from './read.ts';

export const haproxy: System = {
  id: facts.system,
  facts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, most: 1_000_000, read: async (source, reader) => fromStray(source, reader) },
};
