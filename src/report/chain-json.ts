import type { Report } from './report.ts';

/** The `chains` part of the result's contract. */
export const chainJson: Report = ({ version, chains, problems }) => `${JSON.stringify({ version, chains, problems }, null, 2)}\n`;
