import { mostOfModule } from '../python/library.ts';
import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { claims, fromFile } from './read.ts';

export const boto3: System = { id: 'boto3', facts, fromFile: { claims, most: mostOfModule, read: fromFile } };
