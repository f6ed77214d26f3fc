import { inCode } from '../python/script.ts';
import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, read } from './read.ts';

const { fromProcess, fromFile } = inCode(read);

export const aiohttpServer: System = { id: 'aiohttp-server', facts, fromProcess, fromFile: { claims, read: fromFile } };
