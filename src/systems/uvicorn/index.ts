import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const uvicorn: System = { id: 'uvicorn', facts, fromProcess, fromFile: { claims, read: fromFile } };
