// The least that any tool of this kind has to do: read the files of a list and parse each with hoplint's own libraries.
// A template is no YAML: the bare parser stops at its first brace, so the figure flatters it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const require = createRequire(import.meta.url);
const grammars = { '.py': 'python', '.go': 'go', '.cs': 'c-sharp', '.java': 'java', '.rb': 'ruby', '.php': 'php' };
/** `nginx`: whatever their names say. */
const only = process.argv[3];
const files = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean);
let failed = 0;

for (const file of files) {
  try {
    await parse(file, readFileSync(file, 'utf8'));
  } catch {
    failed++;
  }
}
console.log(`${files.length} files, ${failed} of them not parsed`);

async function parse(file, text) {
  const kind = extname(file).toLowerCase();
  if (/^\.(ya?ml|json)$/.test(kind)) return (await import('js-yaml')).parseEvents(text);
  if (/^\.[cm]?[jt]sx?$/.test(kind)) return (await import('@typescript-eslint/typescript-estree')).parse(text, { loc: false, range: true, jsx: kind.endsWith('x') });
  if (grammars[kind]) return (await parserOf(grammars[kind])).parse(text).delete();
  if (only === 'nginx' || /^\.(conf|nginx|template)$/.test(kind)) return new (await import('nginx-conf')).NginxParser().parse(text, () => undefined);
  if (/dockerfile/i.test(file)) return (await import('dockerfile-ast')).DockerfileParser.parse(text);
}

async function parserOf(grammar) {
  parserOf.known ??= new Map();
  if (!parserOf.known.has(grammar)) parserOf.known.set(grammar, load(grammar));
  return parserOf.known.get(grammar);
}

async function load(grammar) {
  const { Language, Parser } = require('@vscode/tree-sitter-wasm');
  const folder = dirname(require.resolve('@vscode/tree-sitter-wasm'));
  await Parser.init({ locateFile: (name) => join(folder, name) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(folder, `tree-sitter-${grammar}.wasm`)));
  return parser;
}
