import { posix } from 'node:path';
import { own } from '../../model/own.ts';
import type { Problem } from '../../model/place.ts';
import type { Source } from '../source.ts';
import { estreeShape, parseEstree } from './estree.ts';
import { firstError, parseGrammar, treeSitterShape, type Grammar, type Node, type Patience } from './grammar.ts';
import type { Language, Program } from './tree.ts';
import { walkProgram, type Handlers } from './walk.ts';

/** Larger files are generated or bundled. */
const maximumLength = 2_000_000;

interface GrammarOf {
  readonly grammar: Grammar;
  readonly language: Language;
  readonly handlers: () => Promise<Handlers<Node>>;
}

const grammars: Readonly<Record<string, GrammarOf>> = {
  '.py': { grammar: 'python', language: 'python', handlers: async () => (await import('./python.ts')).python },
  '.go': { grammar: 'go', language: 'go', handlers: async () => (await import('./go.ts')).go },
  '.cs': { grammar: 'c-sharp', language: 'csharp', handlers: async () => (await import('./csharp.ts')).csharp },
  '.rb': { grammar: 'ruby', language: 'ruby', handlers: async () => (await import('./ruby.ts')).ruby },
  '.java': { grammar: 'java', language: 'java', handlers: async () => (await import('./java.ts')).java },
  '.php': { grammar: 'php', language: 'php', handlers: async () => (await import('./php.ts')).php },
};
const estreeLanguages: Readonly<Record<string, Language>> = {
  '.js': 'javascript', '.cjs': 'javascript', '.mjs': 'javascript', '.jsx': 'javascript',
  '.ts': 'typescript', '.cts': 'typescript', '.mts': 'typescript', '.tsx': 'typescript', '.vue': 'typescript', '.svelte': 'typescript',
};

/** By file extension; `undefined` when the language is not read. */
export async function parseProgram(source: Source, patience: Patience = { left: 10_000 }): Promise<Program | undefined> {
  const extension = posix.extname(source.path).toLowerCase();
  const grammar = own(grammars, extension);
  const language = grammar?.language ?? own(estreeLanguages, extension);
  if (language === undefined) return undefined;
  if (source.text.length > maximumLength) return empty(source, language, { place: source.place(0), message: 'too large to be read as a program' });
  return grammar === undefined ? parseJavaScript(source, language, extension) : parseWithGrammar(source, grammar, patience);
}

async function parseWithGrammar(source: Source, { grammar, language, handlers }: GrammarOf, patience: Patience): Promise<Program> {
  const root = await parseGrammar(grammar, source.text, patience);
  if (root === undefined) return empty(source, language, { place: source.place(0), message: 'gave up reading: nested too deeply, or parsing takes too long' });
  const program = walkProgram(source, language, root, treeSitterShape, await handlers());
  const error = firstError(root);
  return error === undefined ? program : { ...program, problems: [{ place: source.place(error.start, error.end), message: 'not understood here; the rest of the file is read' }, ...program.problems] };
}

async function parseJavaScript(source: Source, language: Language, extension: string): Promise<Program> {
  const embedded = extension === '.vue' || extension === '.svelte';
  const text = embedded ? scriptsOnly(source.text) : source.text;
  const root = await parseEstree(source, text, embedded ? `${source.path}.ts` : source.path);
  if ('message' in root) return empty(source, language, root);
  const { javascript } = await import('./javascript.ts');
  return walkProgram(source, language, root, estreeShape, javascript);
}

/** Blanks everything outside `<script>`, so that places stay. */
function scriptsOnly(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (const opening of text.matchAll(/<script\b[^<>]*>/gi)) {
    const start = opening.index + opening[0].length;
    const end = text.indexOf('</script', start);
    if (opening.index < at || end < 0) continue;
    kept.push(blank(text.slice(at, start)), text.slice(start, end));
    at = end;
  }
  return [...kept, blank(text.slice(at))].join('');
}

const blank = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ');

const empty = (source: Source, language: Language, problem: Problem): Program => ({ source, language, imports: [], definitions: [], calls: [], functions: [], classes: [], problems: [problem] });
