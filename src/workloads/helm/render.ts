import type { Source } from '../../syntax/source.ts';
import type { Call, Operand, Pipe } from './expression.ts';
import { commonHelper } from './common-helpers.ts';
import { functions } from './functions.ts';
import { renderedSource } from './rendered-source.ts';
import { type Action, type Branch, type Part, parseTemplate } from './template.ts';
import { isOpen, nothing, type Piece, plain, type Scalar, textValue, truth, unknownValue, type Value, written } from './value.ts';
import type { Here } from './write-yaml.ts';

export interface Named {
  readonly source: Source;
  readonly body: readonly Part[];
}

/** A condition of a template whose other outcome would have rendered something else. */
export interface Decision {
  readonly pipe: Pipe;
  readonly isTaken: boolean;
  /** The text of the branch that was left out. */
  readonly left: string;
}

/** What the templates of one chart share. */
export interface Rendering {
  readonly root: Value;
  readonly defines: Map<string, Named>;
  readonly decided: (decision: Decision) => void;
  /** Steps that are left; a template that needs more is given up. */
  budget: number;
  /** Characters and items that may still be handed to functions and written out. */
  room: number;
}

interface Frame {
  readonly rendering: Rendering;
  readonly source: Source;
  readonly dot: Value;
  readonly variables: Map<string, Value>;
  readonly out: Piece[];
  readonly depth: number;
}

/** A template that needs more work than any chart does. */
export class TemplateLimit extends Error {
  override readonly name = 'TemplateLimit';
}

const deepest = 30;

/** The text that a template comes to; what only a release tells stays in it as it is written. */
export function render(source: Source, parts: readonly Part[], rendering: Rendering): readonly Piece[] {
  const frame: Frame = { rendering, source, dot: rendering.root, variables: new Map([['$', rendering.root]]), out: [], depth: 0 };
  renderParts(parts, frame);
  return frame.out;
}

function renderParts(parts: readonly Part[], frame: Frame): void {
  for (const part of parts) {
    if (--frame.rendering.budget < 0) throw new TemplateLimit();
    if (part.kind === 'text') put(frame, part.start, part.end);
    else if (part.kind === 'output') print(part.action, evaluate(part.pipe, frame, hereOf(frame, part.action)), frame);
    else if (part.kind === 'assign') frame.variables.set(part.name, evaluate(part.pipe, frame, hereOf(frame, part.action)));
    else if (part.kind === 'opaque') literally(part.action, frame);
    else if (part.kind === 'define') frame.rendering.defines.set(part.name, { source: frame.source, body: part.body });
    else renderBranch(part, frame);
  }
}

const hereOf = ({ source }: Frame, { start, end }: Action): Here => ({ source, start, end });

function put({ out, source }: Frame, start: number, end: number): void {
  out.push({ text: source.text.slice(start, end), source, start, end });
}

function literally({ start, end }: Action, { out, source }: Frame): void {
  out.push({ text: source.text.slice(start, end), source, start, end, open: true });
}

function print(action: Action, value: Value, frame: Frame): void {
  if (value.kind !== 'scalar' || (value.value === null && value.pieces === undefined)) return literally(action, frame);
  const pieces = value.pieces ?? [{ ...hereOf(frame, action), text: written(value) ?? '' }];
  frame.rendering.budget -= pieces.length;
  take(frame, sizeOf(value));
  const via = hereOf(frame, action);
  for (const piece of pieces) frame.out.push(piece.variable === undefined || piece.via ? piece : { ...piece, via });
}

function renderBranch(branch: Branch, frame: Frame): void {
  const value = evaluate(branch.pipe, frame, hereOf(frame, branch.action));
  const isTrue = truth(value);
  if (isTrue === undefined) return renderBoth(branch, frame);
  report(branch, isTrue, frame);
  if (!isTrue) return renderParts(branch.otherwise, frame);
  if (branch.kind === 'range') return renderRange(branch, value, frame);
  const variables = new Map(frame.variables);
  if (branch.variables[0] !== undefined) variables.set(branch.variables[0], value);
  const inner = branch.kind === 'with' ? { ...frame, dot: value, variables } : branch.variables.length > 0 ? { ...frame, variables } : frame;
  renderParts(branch.body, inner);
}

function report(branch: Branch, isTaken: boolean, { rendering, source }: Frame): void {
  const untaken = isTaken ? branch.turn && source.text.slice(branch.turn.end, branch.close.start) : source.text.slice(branch.action.end, (branch.turn ?? branch.close).start);
  if (untaken !== undefined && branch.kind === 'if') rendering.decided({ pipe: branch.pipe, isTaken, left: untaken });
}

/** Nobody knows which: both, between their tags, for the YAML reader to tell apart. */
function renderBoth(branch: Branch, frame: Frame): void {
  const unknown = branch.kind === 'if' ? frame : { ...frame, dot: unknownValue, variables: new Map([...frame.variables, ...branch.variables.map((name) => [name, unknownValue] as const)]) };
  literally(branch.action, frame);
  renderParts(branch.body, unknown);
  if (branch.turn) literally(branch.turn, frame);
  renderParts(branch.otherwise, frame);
  literally(branch.close, frame);
}

function renderRange(branch: Branch, value: Value, frame: Frame): void {
  const { variables } = branch;
  for (const [key, item] of pairsOf(value)) {
    const inner = new Map(frame.variables);
    if (variables.length === 2) inner.set(variables[0] ?? '', key);
    const itemName = variables.at(-1);
    if (itemName !== undefined) inner.set(itemName, item);
    renderParts(branch.body, { ...frame, dot: item, variables: inner });
  }
}

function pairsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value.kind === 'list') return value.items.map((item, index) => [plain(index), item]);
  if (value.kind !== 'dict') return [];
  return [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => {
    const piece = value.keys?.get(key);
    return [piece ? textValue([piece]) : plain(key), item];
  });
}

function evaluate(pipe: Pipe, frame: Frame, here: Here): Value {
  return pipe.reduce<Value | undefined>((piped, call) => callOf(call, piped, frame, here), undefined) ?? nothing;
}

function callOf([head, ...rest]: Call, piped: Value | undefined, frame: Frame, here: Here): Value {
  if (--frame.rendering.budget < 0) throw new TemplateLimit();
  const args = [...rest.map((operand) => operandOf(operand, frame, here)), ...(piped ? [piped] : [])];
  if (head.kind === 'name') return applied(head.name, args, frame, here);
  const value = operandOf(head, frame, here);
  if (value.kind === 'method') return value.call(args);
  return args.length === 0 ? value : unknownValue;
}

function applied(name: string, args: readonly Value[], frame: Frame, here: Here): Value {
  if (name === 'include') return included(args, frame, here);
  if (name === 'tpl') return expanded(args, frame);
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) return unknownValue;
  for (const arg of args) take(frame, sizeOf(arg));
  return found(args, here);
}

/** Values that are made of one another grow by the power of their number. */
function take({ rendering }: Frame, size: number): void {
  rendering.room -= size;
  if (rendering.room < 0) throw new TemplateLimit();
}

/** An entry weighs more than a character. */
const itemSize = 20;

function sizeOf(value: Value): number {
  if (value.kind === 'list') return value.items.length * itemSize;
  if (value.kind === 'dict') return value.entries.size * itemSize;
  if (value.kind !== 'scalar') return 0;
  return value.pieces ? value.pieces.reduce((sum, { text }) => sum + text.length + 1, 0) : String(value.value).length;
}

function operandOf(operand: Operand, frame: Frame, here: Here): Value {
  if (operand.kind === 'literal') return literalOf(operand, frame);
  if (operand.kind === 'name') return applied(operand.name, [], frame, here);
  if (operand.kind === 'nested') return fieldOf(evaluate(operand.pipe, frame, here), operand.fields);
  return fieldOf(operand.root === '.' ? frame.dot : (frame.variables.get(operand.root) ?? unknownValue), operand.fields);
}

function literalOf({ value, start, end }: Extract<Operand, { kind: 'literal' }>, { source }: Frame): Scalar {
  if (value === null) return nothing;
  return { kind: 'scalar', value, pieces: [{ text: String(value), source, start, end }] };
}

function fieldOf(value: Value, fields: readonly string[]): Value {
  let at = value;
  for (const field of fields) {
    if (at.kind === 'unknown') return at;
    const from: Value = at.kind === 'method' ? at.call([]) : at;
    at = from.kind === 'dict' ? (from.entries.get(field) ?? nothing) : from.kind === 'scalar' && from.value === null ? nothing : unknownValue;
  }
  return at;
}

function included([name = nothing, dot = nothing]: readonly Value[], frame: Frame, here: Here): Value {
  if (isOpen(name) || frame.depth >= deepest) return unknownValue;
  const found = frame.rendering.defines.get(written(name) ?? '');
  if (!found) return commonHelper(written(name) ?? '', dot, here, (text, inner) => expanded([text, inner], frame)) ?? unknownValue;
  const inner: Frame = { rendering: frame.rendering, source: found.source, dot, variables: new Map([['$', dot]]), out: [], depth: frame.depth + 1 };
  renderParts(found.body, inner);
  return textValue(inner.out);
}

/** A text of values.yaml or of a file of the chart that is a template itself. */
function expanded([text = nothing, dot = nothing]: readonly Value[], frame: Frame): Value {
  const before = written(text);
  if (text.kind !== 'scalar' || before === undefined || !before.includes('{{')) return text;
  const source = text.pieces && renderedSource(frame.source.path, text.pieces);
  const parts = source && !isOpen(text) ? parseTemplate(source.text) : undefined;
  if (!source || !parts || frame.depth >= deepest) return unknownValue;
  const inner: Frame = { rendering: frame.rendering, source, dot, variables: new Map([['$', dot]]), out: [], depth: frame.depth + 1 };
  renderParts(parts, inner);
  return textValue(inner.out);
}
