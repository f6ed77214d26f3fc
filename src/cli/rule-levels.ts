import type { LintOptions } from '../lint.ts';
import type { RuleInfo } from '../report/report.ts';
import { unknownRule } from './explain.ts';
import { UsageError } from './usage-error.ts';

type Levels = NonNullable<LintOptions['rules']>;

const levels = ['off', 'error', 'warning', 'info'] as const;

/** `id=severity` arguments; a later one wins. */
export function ruleLevels(written: readonly string[], rules: readonly RuleInfo[]): Levels {
  return new Map(written.map((argument) => {
    const [id = '', name = ''] = argument.split('=');
    if (!rules.some((rule) => rule.id === id)) throw new UsageError(`--rule ${argument}: ${unknownRule(id, rules.map((rule) => rule.id))}`);
    const level = levels.find((known) => known === name);
    if (!level) throw new UsageError(`--rule ${argument}: the severity is one of ${levels.join(', ')}`);
    return [id, level];
  }));
}
