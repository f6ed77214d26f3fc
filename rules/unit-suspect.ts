import type { Rule } from '../src/engine/rule.ts';
import { worksAsWritten } from '../src/engine/written.ts';

export const unitSuspect: Rule = {
  id: 'unit-suspect',
  summary: 'a number that looks as if it were meant in another unit',
  *requires({ written }) {
    for (const one of written) if (one.written.fault === 'suspect') yield worksAsWritten(one, 'warning', 'looks like another unit');
  },
};
