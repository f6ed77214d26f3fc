import { csharp, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { restSharpFacts } from './facts.ts';
import { readRestSharp } from './read.ts';

export const dotnetRestsharp: System = {
  id: restSharpFacts.system,
  facts: restSharpFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, csharp) && /^[ \t]*(?:global[ \t]+)?using[ \t]+RestSharp\b/m.test(text) && /\bRestClient\b/.test(text), read: readRestSharp },
};
