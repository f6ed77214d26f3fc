import type { Config } from '../../config/config.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { type Arm, type Block, blocksOf, type Choice } from './blocks.ts';
import type { Context } from './context.ts';
import { declaredIn } from './declared-variables.ts';
import type { Lookup } from './evaluate.ts';
import { type Deciding, settle } from './settle.ts';
import { telling } from './telling.ts';
import { toolsFor } from './tools.ts';

/** What a variant of the templates takes to be so. */
export interface Taken {
  /** Variables with another value than their own, by the name that the template gives them. */
  readonly variables: ReadonlyMap<string, Source>;
  /** Whole conditions, as they are written. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** A file that is a template, read once. */
export interface Template {
  readonly source: Source;
  readonly blocks: readonly Block[];
  readonly context: Context;
}

export interface Met {
  readonly source: Source;
  readonly choice: Choice;
  /** Absent where it is open, and where no arm is taken. */
  readonly chosen: Arm | undefined;
  readonly isOpen: boolean;
  readonly choices: (name: string) => readonly string[];
}

/** The files of a tree as their templates come to with the values that the repository shows. */
export interface SettledTree {
  readonly tree: Tree;
  /** The paths that were asked for until now. */
  readonly opened: () => ReadonlySet<string>;
  /** The choices of every template that was opened. */
  readonly met: () => readonly Met[];
  /** With a variant's own answers; files that they do not change are the very same sources. */
  readonly variant: (taken: Taken) => { readonly tree: Tree; readonly changed: readonly string[] };
}

const nothingTaken: Taken = { variables: new Map(), conditions: new Map() };

export function settledTree(tree: Tree, syntax: Syntax, config: Config): SettledTree {
  const tools = toolsFor({ tree, syntax });
  const declared = declaredIn(config);
  const known = new Map<string, Template | undefined>();
  const templateAt = (path: string): Template | undefined => {
    if (!known.has(path)) known.set(path, read(path, tree, tools));
    return known.get(path);
  };
  const settled = new Map<Template, Source>();
  const choices: Met[] = [];
  const base = (path: string): Source | undefined => {
    const template = templateAt(path);
    if (!template) return tree.open(path);
    const found = settled.get(template) ?? settle(template.source, template.blocks, deciding(template, declared(path), nothingTaken, (choice, chosen, isOpen) => {
      choices.push({ source: template.source, choice, chosen, isOpen, choices: template.context.choices ?? (() => []) });
    }));
    settled.set(template, found);
    return found;
  };
  return { tree: withOpen(tree, base), opened: () => new Set(known.keys()), met: () => choices, variant: (taken) => variantOf({ tree, base, declared, known }, taken) };
}

function read(path: string, tree: Tree, contextOf: (path: string, source: Source) => Context | undefined): Template | undefined {
  const source = tree.open(path);
  if (!source || !/\{\{|\{%|<%/.test(source.text)) return undefined;
  const context = contextOf(path, source);
  const blocks = context && blocksOf(source.text);
  return context && blocks && { source, blocks, context };
}

function deciding({ context, source }: Template, declared: Lookup, taken: Taken, met?: Deciding['met']): Deciding {
  const leavesOut = (choice: Choice): boolean => isTelling(choice, source);
  return { lookup: lookupOf(context, declared, taken), taken: taken.conditions, ...(isSequence(source) && { leavesOut }), ...(met && { met }) };
}

/** Readers of YAML, nginx and HAProxy know what stands under a condition; those of commands and of ini files read line after line. */
const isSequence = ({ path, text }: Source): boolean => text.startsWith('#!') || /(?:^|\/)(?:Dockerfile|Containerfile|Procfile)[^/]*$|\.(?:sh|bash|service|ini)(?:\.\w+)?$|supervisor[^/]*$/i.test(path);

/** Alternatives, with a server or a timer among them. */
const isTelling = ({ arms, close }: Choice, { text }: Source): boolean => arms.length > 1 && telling.test(text.slice(arms[0]?.tag.end, close.start));


/** hoplint.yaml over what the variant says over what the repository shows. */
function lookupOf(context: Context, declared: Lookup, { variables }: Taken): Lookup {
  return (name) => {
    const other = variables.get(name);
    if (other) return { value: other.text === 'true' || other.text === 'false' ? other.text === 'true' : other.text, source: other, start: 0, end: other.text.length, variable: name };
    return declared(name) ?? context.lookup(name);
  };
}

interface Settling {
  readonly tree: Tree;
  readonly base: (path: string) => Source | undefined;
  readonly declared: (path: string) => Lookup;
  readonly known: ReadonlyMap<string, Template | undefined>;
}

function variantOf({ tree, base, declared, known }: Settling, taken: Taken): { readonly tree: Tree; readonly changed: readonly string[] } {
  const others = new Map<string, Source>();
  for (const [path, template] of known) {
    if (!template) continue;
    const source = settle(template.source, template.blocks, deciding(template, declared(path), taken));
    if (source.text !== base(path)?.text) others.set(path, source);
  }
  return { tree: withOpen(tree, (path) => others.get(path) ?? base(path)), changed: [...others.keys()] };
}

function withOpen(tree: Tree, open: Tree['open']): Tree {
  return {
    ...tree,
    open,
    openIgnored: (path) => (tree.has(path) ? open(path) : tree.openIgnored(path)),
    get problems() {
      return tree.problems;
    },
    get opened() {
      return tree.opened;
    },
  };
}
