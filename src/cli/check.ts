import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { Result } from '../model/result.ts';
import { github } from '../report/github.ts';
import { json } from '../report/json.ts';
import type { Report, ReportOptions, RuleInfo } from '../report/report.ts';
import { sarif } from '../report/sarif.ts';
import { text } from '../report/text.ts';
import { ownVersion } from './package.ts';
import { rootsOf } from './roots.ts';
import { ruleLevels } from './rule-levels.ts';
import { withPages } from './rule-pages.ts';
import type { Engine, RootsRun } from './run-roots.ts';
import { resultOfError, runRoots } from './run-roots.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { showsUnicode, wantsColour } from './terminal.ts';

export const formats = { text, json, sarif, github } as const satisfies Record<string, Report>;

export interface CheckOptions {
  readonly format: keyof typeof formats;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly config?: string;
  readonly strict?: boolean;
  readonly helm?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly output?: string;
  readonly color?: boolean;
  /** `id=severity`, in order. */
  readonly rule: readonly string[];
}

export async function check({ lint, rules }: Engine, paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const roots = rootsOf(paths, terminal.cwd);
  const config = options.config === undefined ? {} : { config: resolve(terminal.cwd, options.config) };
  try {
    const helm = options.helm === true ? { helm: (await import('./helm.ts')).helmTemplate } : {};
    const run = await runRoots(lint, roots, terminal.cwd, { ...config, ...helm, rules: ruleLevels(options.rule, rules) });
    print(options.format === 'json' ? run.result : run.seen, run, reportOptions(run.sources, rules, options, terminal), options, terminal);
    for (const message of run.empty) terminal.err(`hoplint: ${message}\n`);
    return run.empty.length > 0 ? 2 : exitCode(run.result, options);
  } catch (error) {
    if (error instanceof ConfigurationError && options.format === 'json') terminal.out(json(resultOfError(error), reportOptions(() => undefined, rules, options, terminal)));
    throw error;
  }
}

function print(result: Result, run: RootsRun, style: ReportOptions, options: CheckOptions, terminal: Terminal): void {
  if (options.format === 'text' && run.empty.length > 0 && result.chains.length + result.problems.length === 0) return;
  const report = formats[options.format](result, style);
  if (options.output === undefined) return terminal.out(report);
  writeFileSync(resolve(terminal.cwd, options.output), report);
  const { errors, warnings } = result.summary;
  terminal.err(`hoplint: ${options.output} written, errors: ${errors}, warnings: ${warnings}\n`);
}

function reportOptions(sources: ReportOptions['sources'], rules: readonly RuleInfo[], options: CheckOptions, terminal: Terminal): ReportOptions {
  const toFile = options.output !== undefined;
  return {
    sources,
    colour: wantsColour(toFile ? { ...terminal, isTerminal: false } : terminal, options.color),
    unicode: toFile || showsUnicode(terminal),
    width: toFile ? 100 : terminal.columns ?? 100,
    verbose: options.verbose === true,
    quiet: options.quiet === true,
    rules: options.format === 'sarif' ? withPages(rules) : [],
    version: ownVersion(),
  };
}

function exitCode({ summary, problems }: Result, { failOn, strict }: CheckOptions): ExitCode {
  if (failOn === 'never') return 0;
  if (strict === true && summary.undetermined + problems.length > 0) return 1;
  return summary.errors + (failOn === 'warning' ? summary.warnings : 0) > 0 ? 1 : 0;
}
