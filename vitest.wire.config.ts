import { defineConfig } from 'vitest/config';

/** Real servers and real clocks: apart from `npm test`. One file after the other, many cases of a file at once: they mostly wait. A busy machine
 * makes things late, so that a case has three tries; a wrong prediction fails in all of them. */
export default defineConfig({
  test: { include: ['test/wire/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 240_000, fileParallelism: false, maxConcurrency: 18, retry: 2, globalSetup: ['test/wire/report.ts'] },
});
