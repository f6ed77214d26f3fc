import type { System } from '../system.ts';
import { caddyFacts } from './facts.ts';
import { claims, fromProcess, fromStray } from './read.ts';

export const caddy: System = {
  id: 'caddy',
  facts: caddyFacts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, read: async (source, reader) => fromStray(source, reader) },
};
