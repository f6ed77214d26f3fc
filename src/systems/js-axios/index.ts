import { isClientCode, javascript } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { axiosFacts } from './facts.ts';
import { readAxios } from './read.ts';

export const jsAxios: System = {
  id: axiosFacts.system,
  facts: axiosFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, javascript) && /['"]axios['"]/.test(text), read: readAxios },
};
