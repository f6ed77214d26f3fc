export { ConfigurationError } from './config/configuration-error.ts';
export { type LintOptions, type LintRun, lint } from './lint.ts';
export type * from './model/result.ts';
