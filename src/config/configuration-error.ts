import type { Problem } from '../model/place.ts';

/** hoplint.yaml cannot be used as it is. Printed without a stack. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`).join('\n'));
    this.problems = problems;
  }
}
