import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

const root = process.env.HOPLINT_FUZZ_ROOT ?? fileURLToPath(new URL('../..', import.meta.url));

/** Small working repositories: the rules' fixtures, the examples, and one for every system that they lack. */
export function seedTrees(): readonly Files[] {
  const fixtures = namesIn('test/rules').flatMap((rule) => ['ok', 'err'].flatMap((verdict) => namesIn(`test/rules/${rule}/${verdict}`).map((name) => `test/rules/${rule}/${verdict}/${name}`)));
  const folders = [...namesIn('test/fuzz/seeds').map((name) => `test/fuzz/seeds/${name}`), ...namesIn('examples').map((name) => `examples/${name}`), ...fixtures];
  return folders.filter((folder) => statSync(join(root, folder)).isDirectory()).map(filesOf);
}

/** Which of the parsers' names a file's text is a seed of. */
export function parserOf(path: string): string | undefined {
  const name = basename(path);
  const [, found] = kinds.find(([pattern]) => pattern.test(name)) ?? [];
  return found;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^h2o\.conf$/, 'a.yaml'],
  [/^httpd\.conf$/, 'httpd.conf'],
  [/^(?:php-fpm\.conf|.+\.(?:ini|service|properties))$/, 'a.ini'],
  [/\.conf$/, 'nginx.conf'],
  [/^Dockerfile/, 'Dockerfile'],
  [/\.env$/, '.env'],
  [/^(?:Procfile|.+\.sh)$/, 'a.sh'],
  [/\.cfg$/, 'haproxy.cfg'],
  [/\.(?:ts|tsx)$/, 'a.tsx'],
  [/\.ya?ml$/, 'a.yaml'],
  [/^Caddyfile$/, 'Caddyfile'],
  [/\.tf\.json$/, 'a.tf.json'],
  [/\.(?:json|tf|bicep|vcl|xml|tpl|py|go|cs|rb|java|php|js|vue)$/, ''],
].map(([pattern, name]) => [pattern as RegExp, name as string]);

/** Texts per parser. */
export function seedTexts(trees: readonly Files[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const [path, text] of trees.flatMap((tree) => Object.entries(tree))) {
    const parser = parserOf(path);
    const name = parser === '' ? `a${path.slice(path.lastIndexOf('.'))}` : parser;
    if (name !== undefined) texts.set(name, [...(texts.get(name) ?? []), text]);
    for (const [within, sign] of inside) if (sign.test(text)) texts.set(within, [...(texts.get(within) ?? []), text]);
    for (const [rule] of text.matchAll(/(?:Host|PathPrefix|HostRegexp)\w*\(`.*/g)) texts.set('rule', [...(texts.get('rule') ?? []), rule]);
  }
  return texts;
}

/** What stands in files of any language. */
const inside: readonly (readonly [name: string, sign: RegExp])[] = [['a.tpl', /\{\{|\$\{/], ['a.gotmpl', /\{\{/], ['a.jinja', /\{%|<%/]];

function filesOf(folder: string): Files {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, folder, path)).isFile()).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, folder, path), 'utf8')]));
}

const namesIn = (folder: string): readonly string[] => readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
