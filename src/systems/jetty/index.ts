import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { fromProcess } from './read.ts';

export const jetty: System = { id: 'jetty', facts, fromProcess };
