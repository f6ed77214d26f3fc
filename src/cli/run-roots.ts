import { ConfigurationError } from '../config/configuration-error.ts';
import type { LintOptions, LintRun } from '../lint.ts';
import type { Result } from '../model/result.ts';
import { merge, relocate } from '../report/relocate.ts';
import type { RuleInfo } from '../report/report.ts';
import { seenFrom } from './roots.ts';

/** The pipeline and the rules that it applies. */
export interface Engine {
  readonly lint: (root: string, options?: LintOptions) => Promise<Pick<LintRun, 'result' | 'sources'>>;
  readonly rules: readonly RuleInfo[];
}

export interface RootsRun {
  /** Places relative to the one root; with several roots, to the working folder. */
  readonly result: Result;
  /** Places relative to the working folder: for people and annotations. */
  readonly seen: Result;
  /** For places of {@link seen}. */
  readonly sources: (file: string) => string | undefined;
  /** Roots in which hoplint found nothing that it knows. */
  readonly empty: readonly string[];
}

/** Inspects one root after the other. */
export async function runRoots(lint: Engine['lint'], roots: readonly string[], cwd: string, options: LintOptions): Promise<RootsRun> {
  const runs: { readonly folder: string; readonly run: Pick<LintRun, 'result' | 'sources'> }[] = [];
  for (const root of roots) runs.push({ folder: seenFrom(cwd, root), run: await lint(root, options) });
  let moved: Result | undefined;
  const seen = (): Result => (moved ??= merge(runs.map(({ folder, run }) => relocate(run.result, folder))));
  const [only] = runs;
  return {
    result: runs.length === 1 && only ? only.run.result : seen(),
    get seen() {
      return seen();
    },
    sources: (file) => runs.filter(({ folder }) => isIn(file, folder)).map(({ folder, run }) => run.sources(folder === '' ? file : file.slice(folder.length + 1))).find((text) => text !== undefined),
    empty: runs.filter(({ run }) => saysNothing(run.result)).map(({ folder, run }) => emptiness(folder === '' ? '.' : folder, run.result)),
  };
}

/** The document that is printed when a configuration cannot be used. */
export function resultOfError(error: ConfigurationError): Result {
  const problems = error.problems.map(({ place, message }) => ({ location: place, message }));
  return { ...merge([]), problems };
}

const isIn = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`);

const saysNothing = ({ chains, findings, undetermined }: Result): boolean => chains.length + findings.length + undetermined.length === 0;

function emptiness(folder: string, { summary }: Result): string {
  if (summary.files === 0) return `nothing to read in ${folder}: no configuration and no program that hoplint knows`;
  return `nothing to check in ${folder}: ${summary.files} files read, none describes a proxy, server, load balancer or client that hoplint knows`;
}
