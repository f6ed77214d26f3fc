import type { System } from '../system.ts';
import { varnishFacts } from './facts.ts';
import { claims, fromProcess, fromStray } from './read.ts';

export const varnish: System = {
  id: 'varnish',
  facts: varnishFacts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, read: async (source, reader) => fromStray(source, reader) },
};
