import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { Block } from './tree.ts';

const ofTool = /(?:^|\/)templates\/.*\.(?:j2|jinja2|erb|epp)$/;
const httpBlock = /^[ \t]*http[ \t]*\{/m;
const including = /^[ \t]*include[ \t][^;\n]*\*/m;
const mostTemplates = 2000;

/**
 * What a template of a single site stands in: where the roles or cookbooks of a project have one nginx.conf that includes whole folders,
 * every site is put into its http block, and its settings hold there.
 */
export function inMainTemplate(source: Source, blocks: readonly Block[], reader: Reader): readonly Block[] {
  if (!ofTool.test(source.path) || blocks.some((block) => block.name === 'http')) return blocks;
  const mains = mainTemplates(reader).filter((main) => reader.projectOf?.(main.path).folder === reader.projectOf?.(source.path).folder);
  const [main] = mains;
  if (mains.length !== 1 || !main) return blocks;
  const http = reader.nginx(main).directives.find((directive) => directive.name === 'http');
  const outer = (http?.children ?? []).filter((directive) => directive.children === undefined && directive.name !== 'include').map((directive): Block => ({ ...directive, children: undefined }));
  return http ? [{ name: 'http', args: [], place: http.place, children: [...outer, ...blocks] }] : blocks;
}

const known = new WeakMap<Reader, readonly Source[]>();

function mainTemplates(reader: Reader): readonly Source[] {
  const found = known.get(reader) ?? ['.j2', '.jinja2', '.erb', '.epp'].flatMap((ending) => reader.find(ending)).filter((path) => ofTool.test(path)).slice(0, mostTemplates).flatMap((path) => {
    const source = reader.open(path);
    return source && httpBlock.test(source.text) && including.test(source.text) ? [source] : [];
  });
  known.set(reader, found);
  return found;
}
