// Bundles the command and the public API to dist/. Heavy parsers stay outside and are imported when a file needs them.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Small and on the way of every run; all other packages are loaded from node_modules. */
const bundled = ['commander', 'ignore', 'js-yaml'];

const outside = {
  name: 'outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const name = path.startsWith('@') ? path.split('/').slice(0, 2).join('/') : path.split('/')[0];
      return kind === 'entry-point' || bundled.includes(name) ? undefined : { path, external: true };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { hoplint: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  chunkNames: 'chunks/[name]-[hash]',
  define: { HOPLINT_VERSION: JSON.stringify(version) },
  banner: { js: "import { createRequire as hoplintCreateRequire } from 'node:module'; const require = hoplintCreateRequire(import.meta.url);" },
  plugins: [outside],
  logLevel: 'warning',
});
rmSync(join(root, 'dist', 'chunks'), { recursive: true, force: true });
for (const { path, contents } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
chmodSync(join(root, bin.hoplint), 0o755);
linkOwnCommand();

/** npm links the commands of dependencies only; `npx hoplint` inside this repository needs its own. */
function linkOwnCommand() {
  const folder = join(root, 'node_modules', '.bin');
  if (!existsSync(folder) || process.platform === 'win32') return;
  rmSync(join(folder, 'hoplint'), { force: true });
  symlinkSync(join('..', '..', bin.hoplint), join(folder, 'hoplint'));
}
