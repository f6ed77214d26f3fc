import { go, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { goClientFacts } from './facts.ts';
import { readGoClient } from './read.ts';

export const goClient: System = {
  id: goClientFacts.system,
  facts: goClientFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, go) && /"net\/http(?:\/httputil)?"/.test(text) && /\bhttp\.(Client\{|Get\(|Post\(|Head\(|PostForm\(|DefaultClient)|ReverseProxy\b/.test(text), read: readGoClient },
};
