import type { System } from '../system.ts';
import { claims } from './claims.ts';
import { nginxFacts } from './facts.ts';
import { fromProcess } from './process.ts';
import { fromStray } from './stray.ts';

export const nginx: System = {
  id: 'nginx',
  facts: nginxFacts,
  fromProcess: async (process, reader) => fromProcess(process, reader),
  fromFile: { claims, read: async (source, reader) => fromStray(source, reader) },
};
