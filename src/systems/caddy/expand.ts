import type { Problem } from '../../model/place.ts';
import { type CaddyArgument, type CaddyDirective, parseCaddyfile } from '../../syntax/caddyfile.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';

const deepest = 15;
const mostBlocks = 20_000;

export interface Expanded {
  readonly globals: readonly CaddyDirective[];
  readonly sites: readonly Site[];
  readonly problems: readonly Problem[];
}

export interface Site {
  readonly addresses: readonly CaddyArgument[];
  readonly place: CaddyDirective['place'];
  readonly directives: readonly CaddyDirective[];
}

/** The files that an `import` names. */
export type Include = (pattern: string, from: Source) => readonly Source[];

/** Global options and sites of a file, with snippets and imported files in place. */
export function expand(source: Source, reader: Reader, include: Include): Expanded {
  const snippets = new Map<string, CaddyDirective>();
  const problems: Problem[] = [];
  let blocks = 0;
  const fileOf = (file: Source, stack: readonly string[]): readonly CaddyDirective[] => {
    if (stack.includes(file.path) || stack.length > deepest) return [];
    reader.claim(file);
    const parsed = parseCaddyfile(file);
    problems.push(...parsed.problems);
    for (const directive of parsed.directives) if (isSnippet(directive)) snippets.set(directive.name.slice(1, -1), directive);
    return expanded(parsed.directives.filter((directive) => !isSnippet(directive)), file, [...stack, file.path]);
  };
  const expanded = (directives: readonly CaddyDirective[], from: Source, stack: readonly string[]): readonly CaddyDirective[] => directives.flatMap((directive) => {
    blocks += 1;
    if (blocks > mostBlocks) return [];
    if (directive.name === 'import') return imported(directive, from, stack);
    return [directive.children ? { ...directive, children: expanded(directive.children, from, stack) } : directive];
  });
  const imported = ({ args }: CaddyDirective, from: Source, stack: readonly string[]): readonly CaddyDirective[] => {
    const [name, ...given] = args;
    const snippet = name && snippets.get(name.text);
    if (!name || (snippet && (stack.includes(`(${name.text})`) || stack.length > deepest))) return [];
    if (snippet) return expanded((snippet.children ?? []).map((child) => substituted(child, given)), from, [...stack, `(${name.text})`]);
    return include(name.text, from).flatMap((file) => fileOf(file, stack));
  };
  return { ...split(fileOf(source, [])), problems };
}

const isSnippet = ({ name, children }: CaddyDirective): boolean => children !== undefined && /^&?\([^()]*\)$/.test(name);

/** `{args[0]}`, and `{args.0}` as older versions write it. */
function substituted(directive: CaddyDirective, given: readonly CaddyArgument[]): CaddyDirective {
  const fill = (text: string): string => text.replace(/\{args(?:\[(\d+)\]|\.(\d+))\}/g, (whole, index?: string, old?: string) => given[Number(index ?? old)]?.text ?? whole);
  const args = directive.args.flatMap((argument) => (argument.text === '{args[:]}' || argument.text === '{args.*}' ? given : [{ ...argument, text: fill(argument.text) }]));
  return { ...directive, name: fill(directive.name), args, ...(directive.children ? { children: directive.children.map((child) => substituted(child, given)) } : {}) };
}

/** A file without braces around its site is that one site. */
function split(directives: readonly CaddyDirective[]): Pick<Expanded, 'globals' | 'sites'> {
  const globals = directives.filter(({ name }) => name === '').flatMap(({ children = [] }) => children);
  const rest = directives.filter(({ name, children }) => name !== '' && (children || !name.startsWith('{{')));
  const [first, ...others] = rest;
  if (first && !first.children) return { globals, sites: [{ addresses: addressesOf(first), place: first.place, directives: others }] };
  return { globals, sites: rest.filter(({ children }) => children).map((site) => ({ addresses: addressesOf(site), place: site.place, directives: site.children ?? [] })) };
}

const addressesOf = ({ name, args, place }: CaddyDirective): readonly CaddyArgument[] =>
  [{ text: name, place }, ...args].flatMap((address) => address.text.split(',').filter((part) => part !== '').map((text) => ({ ...address, text })));
