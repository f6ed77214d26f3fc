import { nearest } from '../config/nearest.ts';
import type { RuleInfo } from '../report/report.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Prints a rule's page; without a name, the list of rules. */
export function explain(rule: string | undefined, pages: readonly RuleInfo[], terminal: Terminal): ExitCode {
  if (rule === undefined) {
    terminal.out(pages.map(({ id, summary }) => `${id}\n  ${summary}\n`).join(''));
    return 0;
  }
  const page = pages.find(({ id }) => id === rule);
  if (!page) throw new UsageError(unknownRule(rule, pages.map(({ id }) => id)));
  terminal.out(`${page.page?.trimEnd() ?? page.summary}\n`);
  return 0;
}

export function unknownRule(rule: string, known: readonly string[]): string {
  const meant = nearest(rule, known);
  return `unknown rule \`${rule}\`; ${meant ? `did you mean \`${meant}\`?` : `known: ${known.join(', ')}`}`;
}
