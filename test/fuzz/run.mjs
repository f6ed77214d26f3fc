// Bundles the fuzzer and runs it: npm run fuzz -- [--seconds 60] [--cases 20000] [--seed 1] [--only nginx.conf]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outdir = `${root}node_modules/.cache/hoplint-fuzz-${process.pid}`;
mkdirSync(outdir, { recursive: true });
process.env.HOPLINT_FUZZ_ROOT = root;
await build({
  absWorkingDir: root,
  entryPoints: ['test/fuzz/main.ts', 'test/fuzz/worker.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
});
await import(`${outdir}/main.mjs`);
