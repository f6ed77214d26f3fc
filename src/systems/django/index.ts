import type { System } from '../system.ts';
import { djangoFacts, flaskFacts } from './facts.ts';
import { flaskServer } from './flask.ts';
import { runserver } from './runserver.ts';

export const django: System = { id: 'django', facts: djangoFacts, fromProcess: runserver };
export const flask: System = { id: 'flask', facts: flaskFacts, fromProcess: flaskServer };
