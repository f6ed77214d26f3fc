// Bundles the public API and the command to dist/. What the command runs are two scripts whose compiled code is kept (src/cli/compiled.ts):
// its own, and the JavaScript parser, which is loaded when a file needs it.
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, bin, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const estree = '@typescript-eslint/typescript-estree';
/** Their WebAssembly is loaded from where they are installed. */
const grammars = Object.keys(dependencies).filter((name) => name.includes('tree-sitter'));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  define: { HOPLINT_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};
const script = { ...common, format: 'cjs', outdir: 'dist/compiled', entryNames: '[name]-[hash]', metafile: true, external: grammars };
const module = { ...common, format: 'esm', outdir: 'dist' };
const withRequire = { js: "import { createRequire as hoplintCreateRequire } from 'node:module'; const require = hoplintCreateRequire(import.meta.url);" };
const withUrl = { banner: { js: "const hoplintUrl = require('node:url').pathToFileURL(__filename).href;" }, define: { ...common.define, 'import.meta.url': 'hoplintUrl' } };

const parser = await build({ ...script, entryPoints: { parser: 'scripts/parser.mjs' }, minifyIdentifiers: true });
const run = await build({ ...script, ...withUrl, entryPoints: ['src/cli/run.ts'], plugins: [compiled(estree, 'parse', parser, '__dirname')] });
await build({ ...module, entryPoints: { hoplint: 'src/cli/main.ts' }, plugins: [compiled('./run.ts', 'run', run, "import.meta.dirname + '/compiled'")] });
const api = await build({ ...module, entryPoints: ['src/index.ts'], metafile: true, splitting: true, chunkNames: 'chunks/[name]-[hash]', banner: withRequire, external: Object.keys(dependencies) });
removeOthers([parser, run, api]);
chmodSync(join(root, bin.hoplint), 0o755);
linkOwnCommand();

/** What is imported from `specifier` comes out of the script of another build, which lies in the folder that an expression names. */
function compiled(specifier, name, { metafile }, folder) {
  const [file] = Object.keys(metafile.outputs).map((output) => basename(output));
  const contents = `import { loadCompiled } from './src/cli/compiled.ts'; export const { ${name} } = loadCompiled(${folder} + '/${file}');`;
  return {
    name: 'compiled',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${specifier.replaceAll('.', '\\.')}$`) }, () => ({ path: specifier, namespace: 'compiled' }));
      onLoad({ filter: /./, namespace: 'compiled' }, () => ({ contents, resolveDir: root }));
    },
  };
}

/** What earlier builds left. */
function removeOthers(results) {
  const made = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  for (const folder of ['dist/chunks', 'dist/compiled']) {
    for (const file of readdirSync(join(root, folder))) if (!made.has(`${folder}/${file}`)) rmSync(join(root, folder, file), { force: true });
  }
}

/** npm links the commands of dependencies only; `npx hoplint` inside this repository needs its own. */
function linkOwnCommand() {
  const folder = join(root, 'node_modules', '.bin');
  if (!existsSync(folder) || process.platform === 'win32') return;
  rmSync(join(folder, 'hoplint'), { force: true });
  symlinkSync(join('..', '..', bin.hoplint), join(folder, 'hoplint'));
}
