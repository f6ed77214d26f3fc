/** An expression of a Go template, parsed but not evaluated. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly start: number; readonly end: number }
  | { readonly kind: 'path'; readonly root: string; readonly fields: readonly string[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'nested'; readonly pipe: Pipe; readonly fields: readonly string[] };

/** The first operand is what is called, if there are more or it is a function's name. */
export type Call = readonly [Operand, ...Operand[]];

/** `a | b | c`. */
export type Pipe = readonly Call[];

interface Token {
  readonly text: string;
  readonly start: number;
}

const token = /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|:=|\$?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\$(?:\.[A-Za-z_]\w*)*|(?:\.[A-Za-z_]\w*)+|-?(?:0x[\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?)|[.()|,=]/y;
const deepest = 30;

/** `undefined` for anything that is not an expression; offsets of literals count from `base`. */
export function parsePipe(text: string, base: number): Pipe | undefined {
  const tokens = tokensOf(text, base);
  if (!tokens || tokens.length === 0) return undefined;
  const reader = { tokens, at: 0 };
  const pipe = readPipe(reader, 0);
  return reader.at === tokens.length ? pipe : undefined;
}

function tokensOf(text: string, base: number): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return undefined;
    if (found.trim() !== '') tokens.push({ text: found, start: base + at });
    at += found.length;
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function readPipe(reader: Reader, depth: number): Pipe | undefined {
  const calls: Call[] = [];
  for (;;) {
    const operands: Operand[] = [];
    for (let next = readOperand(reader, depth); next; next = readOperand(reader, depth)) operands.push(next);
    const [first, ...rest] = operands;
    if (!first) return undefined;
    calls.push([first, ...rest]);
    if (reader.tokens[reader.at]?.text !== '|') return calls;
    reader.at += 1;
  }
}

function readOperand(reader: Reader, depth: number): Operand | undefined {
  const next = reader.tokens[reader.at];
  if (!next || /^(?:[|),=]|:=)$/.test(next.text)) return undefined;
  reader.at += 1;
  if (next.text !== '(') return simple(next);
  const pipe = depth < deepest ? readPipe(reader, depth + 1) : undefined;
  if (!pipe || reader.tokens[reader.at]?.text !== ')') return undefined;
  const close = reader.tokens[reader.at];
  const after = reader.tokens[++reader.at];
  if (!close || !after || !/^\.\w/.test(after.text) || after.start !== close.start + 1) return { kind: 'nested', pipe, fields: [] };
  reader.at += 1;
  return { kind: 'nested', pipe, fields: fieldsOf(after.text) };
}

const fieldsOf = (text: string): readonly string[] => text.split('.').filter((field) => field !== '');

function simple({ text, start }: Token): Operand {
  const end = start + text.length;
  if (text.startsWith('"')) return { kind: 'literal', value: unescaped(text), start: start + 1, end: end - 1 };
  if (text.startsWith('`') || text.startsWith("'")) return { kind: 'literal', value: text.slice(1, -1), start: start + 1, end: end - 1 };
  if (/^-?\d/.test(text)) return { kind: 'literal', value: Number(text.replaceAll('_', '')), start, end };
  if (text === 'true' || text === 'false' || text === 'nil') return { kind: 'literal', value: text === 'nil' ? null : text === 'true', start, end };
  if (text.startsWith('.')) return { kind: 'path', root: '.', fields: fieldsOf(text) };
  if (!text.startsWith('$')) return { kind: 'name', name: text };
  const [root = '$', ...fields] = text.split('.');
  return { kind: 'path', root, fields };
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
