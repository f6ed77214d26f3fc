import type { Result } from '../model/result.ts';

export interface RuleInfo {
  readonly id: string;
  readonly summary: string;
  /** Its page, in Markdown. */
  readonly page?: string;
}

export interface ReportOptions {
  /** The text of a file that a place names. */
  readonly sources: (file: string) => string | undefined;
  readonly colour: boolean;
  /** False where the terminal shows ASCII only. */
  readonly unicode: boolean;
  /** Columns. */
  readonly width: number;
  /** Also what is undetermined, open ends, notes, links. */
  readonly verbose: boolean;
  /** One line per finding, nothing else. */
  readonly quiet: boolean;
  readonly rules: readonly RuleInfo[];
  /** hoplint's own. */
  readonly version: string;
}

/** Pure: what is printed for a result, with its final line break; empty when there is nothing to say. */
export type Report = (result: Result, options: ReportOptions) => string;
