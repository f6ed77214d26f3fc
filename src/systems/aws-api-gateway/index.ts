import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { readScene } from './read.ts';

export const awsApiGateway: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };
