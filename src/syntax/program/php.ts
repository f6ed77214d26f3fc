import type { Node } from './grammar.ts';
import type { Handlers } from './walk.ts';

export const php: Handlers<Node> = {};
