import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromProcess, fromStray } from './read.ts';

export const envoy: System = {
  id: facts.system,
  facts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, read: async (source, reader) => fromStray(source, reader) },
};
