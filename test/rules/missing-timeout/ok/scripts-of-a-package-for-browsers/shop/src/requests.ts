import * as path from 'path';
import * as agent from 'superagent';

export const get = (name: string) => agent.get(path.join('/api', name));
