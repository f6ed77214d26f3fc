import { csharp, isClientCode } from '../program/client-code.ts';
import type { System } from '../system.ts';
import { dotnetFacts } from './facts.ts';
import { readDotnet } from './read.ts';

export const dotnetHttpclient: System = {
  id: dotnetFacts.system,
  facts: dotnetFacts,
  fromFile: { claims: (path, text) => isClientCode(path, text, csharp) && /\b(?:Add)?HttpClient\b|SetTcpKeepAlive/.test(text), read: readDotnet },
};
