import { mostOfModule } from '../python/library.ts';
import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile } from './read.ts';

export const pythonHttpx: System = { id: 'python-httpx', facts, fromFile: { claims, most: mostOfModule, read: fromFile } };
