import type { Rule } from '../src/engine/rule.ts';
import { onePerFile, worksAsWritten } from '../src/engine/written.ts';
import { isPlaceholder } from '../src/model/placeholder.ts';

export const durationInvalid: Rule = {
  id: 'duration-invalid',
  summary: 'a value that its system cannot read or does not allow',
  *requires({ written }) {
    for (const one of onePerFile(written.filter((each) => !isPlaceholder(each.written.text.value ?? '')), 'invalid')) yield worksAsWritten(one, 'error', 'is not accepted');
  },
};
