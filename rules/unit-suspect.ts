import type { Rule } from '../src/engine/rule.ts';
import { onePerFile, worksAsWritten } from '../src/engine/written.ts';

export const unitSuspect: Rule = {
  id: 'unit-suspect',
  summary: 'a number that looks as if it were meant in another unit',
  *requires({ written }) {
    for (const one of onePerFile(written, 'suspect')) yield worksAsWritten(one, 'warning', 'looks like another unit');
  },
};
