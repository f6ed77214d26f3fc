import type { Problem } from '../../model/place.ts';
import type { Directive } from '../../syntax/nginx.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import type { Include } from './files.ts';
import { type Variables, textOf } from './text.ts';
import type { Block } from './tree.ts';

const deepest = 20;
const mostFiles = 500;

export interface Expanded {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

export interface Expansion {
  readonly reader: Reader;
  readonly include: Include;
  readonly variables: Variables;
}

/** The directives of a file with those of its includes in the places of the `include` lines. */
export function expand(source: Source, how: Expansion): Expanded {
  const problems: Problem[] = [];
  let files = 0;
  const fileOf = (file: Source, stack: readonly Source[]): readonly Block[] => {
    files += 1;
    how.reader.claim(file);
    const parsed = how.reader.nginx(file);
    problems.push(...parsed.problems);
    // Nothing is copied of a file that includes nothing; what is included stands in a place of its own each time.
    if (stack.length === 0 && !parsed.directives.some(includesAny)) return parsed.directives as readonly Block[];
    return parsed.directives.flatMap((directive) => blocksOf(directive, [...stack, file]));
  };
  const blocksOf = (directive: Directive, stack: readonly Source[]): readonly Block[] => {
    if (directive.name === 'include') return included(directive, stack);
    if (!directive.children) return [directive as Block];
    return [{ ...directive, children: directive.children.flatMap((child) => blocksOf(child, stack)) }];
  };
  const included = (directive: Directive, stack: readonly Source[]): readonly Block[] => {
    const pattern = directive.args[0] && textOf(directive.args[0], how.variables).value;
    const from = stack.at(-1) ?? source;
    if (pattern === undefined || pattern === '') return [directive as Block];
    const found = how.include(pattern, from);
    if (found === 'outside') problems.push({ place: directive.place, message: 'this include leads out of the inspected folder' });
    if (!found || found === 'outside') return [directive as Block];
    const refusal = refuse(found, stack, files);
    if (refusal !== undefined) problems.push({ place: directive.place, message: refusal });
    const blocks = found.filter((file) => refusal === undefined && !stack.includes(file)).flatMap((file) => fileOf(file, stack));
    return directive.when === undefined ? blocks : blocks.map((block) => ({ ...block, when: block.when ?? directive.when ?? '' }));
  };
  return { blocks: fileOf(source, []), problems };
}

const includesAny = ({ name, children }: Directive): boolean => name === 'include' || (children?.some(includesAny) ?? false);

function refuse(found: readonly Source[], stack: readonly Source[], files: number): string | undefined {
  if (found.some((file) => stack.some((open) => open.path === file.path && open.text === file.text))) return 'this include leads back to a file that includes it';
  if (stack.length > deepest) return `includes are nested more than ${deepest} deep`;
  return files > mostFiles ? `more than ${mostFiles} files are included` : undefined;
}
