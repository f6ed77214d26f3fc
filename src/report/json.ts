import type { Report } from './report.ts';

/** The result itself: the contract of schemas/result.schema.json. */
export const json: Report = (result) => `${JSON.stringify(result, null, 2)}\n`;
