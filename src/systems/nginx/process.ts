import { posix } from 'node:path';
import type { Place } from '../../model/place.ts';
import type { FileView, Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { type Argument } from '../../syntax/nginx.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { looksLikeNginx } from './claims.ts';
import { expand, type Expanded, type Expansion } from './expand.ts';
import { mainFiles, type Shipped } from './facts.ts';
import { filesOf, includesOf } from './files.ts';
import { runsNginxByDefault, shippedWith, versionOf } from './image.ts';
import { readingOf } from './reading.ts';
import type { Variables } from './text.ts';
import type { Block } from './tree.ts';

const programs = ['nginx', 'openresty', 'nginx-debug'];

/** Recognises nginx by its program or image, and reads what it would read. */
export function fromProcess(process: Process, reader: Reader): Reading | undefined {
  const args = argumentsOf(process);
  if (!args) return undefined;
  const variables: Variables = (name) => process.env.get(name) ?? declaredText(name, process, reader);
  const expanded = configurationOf(process, args, variables, reader);
  if (!expanded) return {};
  const title = `nginx (${process.workload.kind.toLowerCase()}/${process.workload.name}`;
  return readingOf(expanded, { title, version: versionOf(process, reader), variables, process, keepaliveTime: process.sysctls.get('net.ipv4.tcp_keepalive_time') });
}

/** The arguments after `nginx`; none at all when the image says what runs. */
function argumentsOf(process: Process): readonly string[] | undefined {
  const words = process.argv.map((text) => text.value ?? '');
  if (words.length === 0) return runsNginxByDefault(process) ? [] : undefined;
  const at = /entrypoint[^/]*$/.test(words[0] ?? '') ? 1 : 0;
  if (programs.includes(posix.basename(words[at] ?? ''))) return words.slice(at + 1);
  return undefined;
}

function declaredText(name: string, process: Process, reader: Reader): ReturnType<Variables> {
  const value = reader.declared(name);
  return value === undefined ? undefined : { value, expression: name, places: [process.place], origin: 'declared', variable: name };
}

function configurationOf(process: Process, args: readonly string[], variables: Variables, reader: Reader): Expanded | undefined {
  const prefix = optionOf(args, '-p');
  const option = optionOf(args, '-c');
  const wanted = option === undefined ? [...(prefix === undefined ? [] : [posix.join(prefix, 'conf/nginx.conf')]), ...mainFiles] : [posix.resolve(process.workdir ?? '/', prefix ?? '/etc/nginx', option)];
  const how = (main: string): Expansion => ({ reader, variables, include: includesOf(process.files, main, variables) });
  for (const main of wanted) {
    const source = process.files.open(main);
    if (source) return expand(source, how(main));
  }
  const rendered = templateTree(process, reader);
  if (rendered) return expand(rendered.source, { reader, variables, include: includesOf(rendered.files, wanted[0] ?? '/etc/nginx/nginx.conf', variables) });
  const base = shippedWith(process);
  const isReplaced = wanted.some((main) => process.files.replaced(main));
  const template = onlyTemplate(process, reader);
  if (template && /^[ \t]*http\s*\{/m.test(template.text)) return expand(template, how(wanted[0] ?? '/etc/nginx/nginx.conf'));
  if (!base || isReplaced || option !== undefined) return undefined;
  return shippedConfiguration(base, process, template, how(base.main));
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((word) => word.startsWith(name));
  const word = args[at];
  return word === name ? args[at + 1] : word?.slice(name.length);
}

const templateFolders = ['/etc/nginx', '/etc/nginx/conf.d', '/etc/nginx/templates', '/', '/app', '/tmp', '/opt', '/etc'];
const templateNames = ['*.template', '*.tmpl', '*.tpl', 'nginx*.conf.*', '*.conf.template'];

/** The one nginx template that was copied into the image, for scripts that render it at start. */
function onlyTemplate(process: Process, reader: Reader): Source | undefined {
  const folders = process.workdir === undefined ? templateFolders : [...templateFolders, process.workdir];
  const patterns = [...folders.flatMap((folder) => templateNames.map((name) => posix.join(folder, name))), '/tmp/*.conf', '/etc/*.conf'];
  const found = patterns.flatMap((pattern) => process.files.glob(pattern));
  const sources = [...new Map(found.map((source) => [`${source.path}:${source.text.length}`, source])).values()].filter((source) => looksLikeNginx(source.text));
  const [only] = sources;
  if (sources.length !== 1 || !only) return undefined;
  reader.claim(only);
  return only;
}

/** A tree of templates that is copied somewhere and rendered onto the root at start. */
function templateTree(process: Process, reader: Reader): { readonly source: Source; readonly files: FileView } | undefined {
  const { files } = process;
  const found = mainFiles.flatMap((main) => reader.find(main).flatMap((file) => {
    const target = files.attached?.(file)?.target;
    return target !== undefined && target !== main && target.endsWith(main) ? [{ file, prefix: target.slice(0, -main.length) }] : [];
  }));
  const [only] = found;
  const source = found.length === 1 && only ? reader.open(only.file) : undefined;
  if (!source || !only) return undefined;
  const below = (path: string): string => posix.join(only.prefix, posix.resolve('/etc/nginx', path));
  return {
    source,
    files: { ...files, open: (path) => files.open(below(path)) ?? files.open(path), glob: (pattern) => [...files.glob(below(pattern)), ...files.glob(pattern)], replaced: (path) => files.replaced(below(path)) || files.replaced(path) },
  };
}

/** The image's own main file around what the repository puts beside it. */
function shippedConfiguration(base: Shipped, process: Process, template: Source | undefined, how: Expansion): Expanded {
  const parts = base.includes.flatMap((pattern) => filesOf(how.include(pattern, emptySource))).map((source) => expand(source, how));
  const hasServer = parts.some((part) => part.blocks.some((block) => block.name === 'server'));
  const rendered = !hasServer && template ? [expand(template, how)] : [];
  const inner = [...parts, ...rendered].flatMap((part) => part.blocks);
  const isDefault = inner.length === 0 && !process.files.replaced(`${posix.dirname(base.includes[0] ?? '/')}/default.conf`);
  const own = [...idleBlock(base, process.place), ...inner, ...(isDefault && base.of.endsWith('image') ? [made('server', [], process.place, base, [])] : [])];
  return { blocks: [made('http', [], process.place, base, own)], problems: parts.flatMap((part) => part.problems) };
}

const emptySource: Source = { path: '', text: '', place: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }) };

/** Packages of different releases ship different values: then the file holds one that is not known. */
function idleBlock(base: Shipped, place: Place): readonly Block[] {
  const text = base.idle ?? `as ${base.of} ships it`;
  const argument: Argument = base.idle === undefined ? { text, template: text, place } : { text, place };
  return [made('keepalive_timeout', [argument], place, base, undefined)];
}

const made = (name: string, args: readonly Argument[], place: Place, base: Shipped, children: readonly Block[] | undefined): Block => ({ name, args, place, children, shipped: { of: base.of, link: base.link } });
