import type { Problem } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';
import { parseApache } from '../../syntax/apache.ts';
import type { Source } from '../../syntax/source.ts';
import type { Variables } from '../nginx/text.ts';
import type { Reader } from '../reader.ts';
import { type Block, isTransparent, textOf } from './tree.ts';

const deepest = 20;
const mostFiles = 500;

export interface Expanded {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
  /** With what `Define` adds. */
  readonly variables: Variables;
}

export interface Expansion {
  readonly reader: Reader;
  /** The files that an `Include` names. */
  readonly include: (pattern: string, from: Source) => readonly Source[];
  readonly variables: Variables;
}

/** The directives of some files with those of their includes in place, conditions that hold taken for true. */
export function expand(sources: readonly Source[], how: Expansion): Expanded {
  const problems: Problem[] = [];
  const defined = new Map<string, Text>();
  const variables: Variables = (name) => defined.get(name) ?? how.variables(name);
  let files = 0;
  const fileOf = (file: Source, stack: readonly Source[]): readonly Block[] => {
    files += 1;
    if (files > mostFiles || stack.length > deepest || stack.some((open) => open.path === file.path && open.text === file.text)) return [];
    how.reader.claim(file);
    const parsed = parseApache(file);
    problems.push(...parsed.problems);
    return parsed.directives.flatMap((directive) => blocksOf(directive, [...stack, file]));
  };
  const blocksOf = (directive: Block, stack: readonly Source[]): readonly Block[] => {
    const { name, args, place } = directive;
    if (name === 'define' && args[0]) defined.set(args[0].text, textOf(args[1], variables, place));
    if (name === 'include' || name === 'includeoptional') return included(directive, stack);
    if (!directive.children) return [directive];
    if (isTransparent(name) && !holds(directive)) return [];
    const children = directive.children.flatMap((child) => blocksOf(child, stack));
    return isTransparent(name) ? children : [{ ...directive, children }];
  };
  const included = ({ args, place }: Block, stack: readonly Source[]): readonly Block[] => {
    const pattern = textOf(args[0], variables, place).value;
    const from = stack.at(-1);
    if (pattern === undefined || pattern === '' || !from) return [];
    return how.include(pattern, from).flatMap((file) => fileOf(file, stack));
  };
  const holds = ({ name, args }: Block): boolean => {
    const condition = args[0]?.text ?? '';
    if (name === 'ifdefine') return condition.startsWith('!') !== (variables(condition.replace(/^!/, '')) !== undefined);
    return !condition.startsWith('!');
  };
  return { blocks: sources.flatMap((source) => fileOf(source, [])), problems, variables };
}
