import type { Rule } from '../src/engine/rule.ts';
import { worksAsWritten } from '../src/engine/written.ts';

export const settingIneffective: Rule = {
  id: 'setting-ineffective',
  summary: 'something is written and does nothing',
  *requires({ written }) {
    for (const one of written) if (one.written.fault === 'ineffective') yield worksAsWritten(one, one.written.refused ? 'error' : 'warning', 'has no effect');
  },
};
