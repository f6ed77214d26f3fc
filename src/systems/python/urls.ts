import type { Call, Expression, FunctionScope, Program } from '../../syntax/program/tree.ts';
import { follow, type Located } from '../program/follow.ts';
import { type Address, addressOf, joined, type Pieces, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';
import { innermostFunction } from './library.ts';

const most = 16;

/** The addresses that a call goes to; several when its URL is a parameter that the file's own callers fill. */
export async function addressesOf(url: Located | undefined, base: Located | undefined, reader: Reader): Promise<readonly Address[]> {
  if (url === undefined) return [{ target: { kind: 'unknown', reason: 'no URL is written at the call', expression: '' }, route: {} }];
  const below = base ? await pieces(base, reader) : [];
  return Promise.all(fromCallers(url).map(async (one) => addressOf(joined(below, await pieces(one, reader)), one.expression.text)));
}

function fromCallers(url: Located): readonly Located[] {
  const { expression, scope, program } = url;
  const maker = innermostFunction(scope);
  if (expression.kind !== 'name' || expression.path.length !== 1 || maker === undefined) return [url];
  const index = maker.parameters.findIndex((parameter) => parameter.name === expression.path[0]);
  if (index < 0 || maker.parameters[index]?.default !== undefined || isRedefined(url, maker)) return [url];
  const found = program.calls.flatMap((call) => given(call, maker, index) ?? []).map(({ expression: value, call }) => ({ expression: value, program, scope: call.scope }));
  const known = found.filter((one) => one.expression.kind !== 'name' || one.expression.path[0] !== expression.path[0]);
  return known.length > 0 ? known.slice(0, most) : [url];
}

const isRedefined = ({ expression, program }: Located, maker: FunctionScope): boolean =>
  expression.kind === 'name' && program.definitions.some((one) => one.name === expression.path[0] && one.scope.includes(maker));

function given(call: Call, callee: FunctionScope, index: number): { readonly expression: Expression; readonly call: Call } | undefined {
  if (call.callee !== callee.name && !/^(?:self|cls)\./.test(call.callee)) return undefined;
  if (call.callee.replace(/^(?:self|cls)\./, '') !== callee.name) return undefined;
  const bound = /^(?:self|cls)$/.test(callee.parameters[0]?.name ?? '') ? 1 : 0;
  const expression = call.keywords.find((one) => one.name === callee.parameters[index]?.name)?.value ?? call.args[index - bound];
  return expression && { expression, call };
}

/** Python's own ways to write a URL, before the ones that all languages share. */
async function pieces(found: Located, reader: Reader): Promise<Pieces> {
  const at = await follow(found, reader);
  const { expression } = at;
  if (expression.kind === 'binary' && expression.operator === '%' && isText(expression.left)) return cut(expression.left.value, /%[sdr]|%\(/, expression.text);
  if (expression.kind !== 'call') return piecesOf(expression.kind === 'template' || expression.kind === 'binary' ? at : found, reader);
  if (expression.callee === 'format' && expression.receiver && isText(expression.receiver)) return cut(expression.receiver.value, /\{/, expression.text);
  const [first, second] = expression.args;
  if (/(?:^|\.)urljoin$/.test(expression.callee) && first && second) return joined(await piecesOf({ ...at, expression: first }, reader), await piecesOf({ ...at, expression: second }, reader));
  return piecesOf(at, reader);
}

const isText = (expression: Expression): expression is Extract<Expression, { kind: 'literal' }> & { readonly value: string } => expression.kind === 'literal' && typeof expression.value === 'string';

function cut(format: string, hole: RegExp, expression: string): Pieces {
  const at = format.search(hole);
  return at < 0 ? [format] : [format.slice(0, at), { expression }];
}

/** Where a program and a scope give an expression its meaning. */
export const located = (expression: Expression, call: Call, program: Program): Located => ({ expression, program, scope: call.scope });
