import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleInfo } from '../report/report.ts';
import { packageFolder } from './package.ts';

/** Rules with the pages that are installed with hoplint. */
export function withPages(rules: readonly RuleInfo[], folder = join(packageFolder(), 'rules')): readonly RuleInfo[] {
  return rules.map(({ id, summary }) => {
    const file = join(folder, `${id}.md`);
    return existsSync(file) ? { id, summary, page: readFileSync(file, 'utf8') } : { id, summary };
  });
}
