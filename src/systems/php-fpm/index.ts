import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile, fromProcess } from './read.ts';

export const phpFpm: System = { id: 'php-fpm', facts, fromProcess, fromFile: { claims, read: fromFile } };
