import { go, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { fromFile, fromProcess, mention } from './read.ts';

export const goFasthttp: System = { id: 'go-fasthttp', facts, fromProcess, fromFile: { claims: (path, text) => isClientCode(path, text, go) && mention.test(text), read: fromFile } };
