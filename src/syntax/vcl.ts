import type { Place } from '../model/place.ts';
import type { Source } from './source.ts';

export interface VclValue {
  readonly text: string;
  readonly place: Place;
}

export interface VclBackend {
  readonly name: string;
  readonly place: Place;
  /** Without the dot: `first_byte_timeout`. Those of a probe inside it are left out. */
  readonly attributes: ReadonlyMap<string, VclValue>;
}

/** `set name = value;` */
export interface VclAssignment {
  readonly name: string;
  readonly value: VclValue;
  /** The conditions around it, outermost first. */
  readonly conditions: readonly string[];
}

export interface VclFile {
  readonly backends: readonly VclBackend[];
  readonly assignments: readonly VclAssignment[];
  /** Names of backends by the director that they are added to. */
  readonly directors: ReadonlyMap<string, readonly string[]>;
  readonly includes: readonly VclValue[];
}

const longestBackend = 20_000;
const mostBackends = 500;
const deepest = 20;

/** Reads what concerns connections out of Varnish's language; the rest is passed over. */
export function parseVcl(source: Source): VclFile {
  const text = withoutComments(source.text);
  return {
    backends: backendsIn(text, source),
    assignments: assignmentsIn(text, source),
    directors: directorsIn(text),
    includes: [...text.matchAll(/^[ \t]*include[ \t]+"([^"\n]{1,300})"/gm)].map((found) => valueAt(source, found.index + found[0].length - 1 - (found[1]?.length ?? 0), found[1] ?? '')),
  };
}

/** Comments become blanks of the same length, so that places stay. */
const withoutComments = (text: string): string =>
  text.replace(/"[^"\n]*"|\/\*[^]*?(?:\*\/|$)|(?:\/\/|#)[^\n]*/g, (found) => (found.startsWith('"') ? found : found.replace(/[^\n]/g, ' ')));

const valueAt = (source: Source, at: number, text: string): VclValue => ({ text: text.replace(/^"|"$/g, ''), place: source.place(at, at + text.length) });

function backendsIn(text: string, source: Source): readonly VclBackend[] {
  return [...text.matchAll(/^[ \t]*backend[ \t]+([\w-]{1,100})\s*\{/gm)].slice(0, mostBackends).map((found) => {
    const start = found.index + found[0].length;
    const end = closing(text, start);
    const body = withoutBlocks(text.slice(start, end));
    const attributes = [...body.matchAll(/\.(\w{1,60})\s*=\s*("[^"\n]*"|[^;\n{}]{1,200}?)\s*;/g)].map((attribute) => {
      const value = attribute[2] ?? '';
      return [attribute[1] ?? '', valueAt(source, start + attribute.index + attribute[0].lastIndexOf(value), value)] as const;
    });
    const at = found.index + found[0].indexOf('backend');
    return { name: found[1] ?? '', place: source.place(at, start - 1), attributes: new Map(attributes) };
  });
}

function closing(text: string, from: number): number {
  let depth = 1;
  const limit = Math.min(text.length, from + longestBackend);
  for (let at = from; at < limit; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return limit;
}

/** Blanks what stands in braces: the probe of a backend. */
function withoutBlocks(body: string): string {
  let depth = 0;
  return [...body].map((symbol) => {
    if (symbol === '{') depth += 1;
    const kept = depth === 0 || symbol.length > 1 ? symbol : ' ';
    if (symbol === '}') depth -= 1;
    return kept;
  }).join('');
}

/** Follows braces, so that the conditions around an assignment are known. */
function assignmentsIn(text: string, source: Source): readonly VclAssignment[] {
  const found: VclAssignment[] = [];
  const stack: string[] = [];
  let from = 0;
  for (const { 0: symbol, index } of text.matchAll(/[{};]/g)) {
    const statement = text.slice(from, index);
    if (symbol === '{') stack.push(statement.trim());
    if (symbol === '}') stack.pop();
    const set = symbol === ';' ? /^\s*set\s+([\w.-]+)\s*=\s*(\S[^]*)$/.exec(statement) : null;
    if (set) {
      const value = (set[2] ?? '').trimEnd();
      found.push({ name: set[1] ?? '', value: valueAt(source, from + statement.indexOf(value, set[0].indexOf('=')), value), conditions: stack.slice(-deepest).filter((head) => /^(?:els?e?\s*if|if|else)/.test(head)) });
    }
    from = index + 1;
  }
  return found;
}

function directorsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const [, director = '', backend = ''] of text.matchAll(/\b(\w{1,100})\.add_backend\(\s*(\w{1,100})/g)) members.set(director, [...(members.get(director) ?? []), backend]);
  return members;
}
