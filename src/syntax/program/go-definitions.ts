import { child, childrenOf, named, type Node } from './grammar.ts';
import { pathOf, stringOf, typeName } from './go-names.ts';
import type { Expression, FunctionScope } from './tree.ts';
import type { Context, Handler, Handlers, Walk } from './walk.ts';

const spec: Handler<Node> = (node, context, walk) => assign(node, childrenOf(node, 'name'), child(node, 'value'), true, context, walk);
const method: Handler<Node> = (node, context, walk) => {
  enter(node, walk.text(child(node, 'name') ?? node), context, walk);
  return undefined;
};

/** Imports, constants, variables, functions. */
export const goDefinitions: Handlers<Node> = {
  import_spec(node, _, walk) {
    const path = child(node, 'path');
    if (path === undefined) return undefined;
    const module = stringOf(path, walk);
    walk.import({ local: localName(child(node, 'name'), module, walk), module, name: '*', place: walk.place(node) });
    return undefined;
  },
  const_spec: spec,
  var_spec: spec,
  short_var_declaration: (node, context, walk) => assign(node, named(child(node, 'left')), child(node, 'right'), true, context, walk),
  assignment_statement(node, context, walk) {
    const plain = walk.text(child(node, 'operator') ?? node) === '=';
    return assign(node, named(child(node, 'left')), child(node, 'right'), false, context, walk, plain);
  },
  function_declaration: method,
  method_declaration: method,
  func_literal(node, context, walk) {
    return { kind: 'callback', function: enter(node, context.role.assigned ?? '', context, walk), ...walk.written(node) };
  },
  type_declaration: (node, _, walk) => walk.opaque(node),
  return_statement(node, context, walk) {
    for (const value of named(named(node)[0])) context.returns?.push(walk.read(value, context));
    return undefined;
  },
};

function assign(node: Node, targets: readonly Node[], values: Node | undefined, declares: boolean, context: Context, walk: Walk<Node>, plain = true): undefined {
  const written = named(values);
  const single = targets.length === 1;
  for (const [index, target] of targets.entries()) {
    const path = pathOf(target, walk);
    if (path === undefined) walk.read(target, context);
    // The first result of a call with several goes to the first name.
    const given = written[index];
    const name = path?.join('.');
    const value = given === undefined ? zeroValue(node, target, values, context, walk) : walk.through(given, context, name === undefined ? {} : { assigned: name });
    if (name === undefined || name === '_') continue;
    const isEmpty = given === undefined && value.kind === 'opaque' && values === undefined;
    walk.define(single ? node : target, name, plain ? value : walk.opaque(node), context, { ...(declares ? { declares: true } : {}), ...(isEmpty ? { empty: true } : {}) });
  }
}

/** `var server http.Server` is an empty literal of that type. */
function zeroValue(node: Node, target: Node, values: Node | undefined, context: Context, walk: Walk<Node>): Expression {
  const type = child(node, 'type');
  const callee = type?.type === 'qualified_type' && values === undefined ? typeName(type, walk) : undefined;
  if (type === undefined || callee === undefined) return walk.opaque(target);
  return walk.call(type, { ...context, role: { assigned: walk.text(target) } }, { callee, calleePlace: walk.place(type), construct: 'literal' });
}

function enter(node: Node, name: string, context: Context, walk: Walk<Node>): FunctionScope {
  return walk.function(context, {
    name, node,
    parameters: named(child(node, 'parameters')).flatMap((group) => childrenOf(group, 'name').map((one) => ({ name: walk.text(one), place: walk.place(one) }))),
    body: (inner) => void walk.read(child(node, 'body'), inner),
  });
}

/** The package of `gopkg.in/yaml.v3` is yaml, that of `github.com/go-chi/chi/v5` chi. */
function localName(alias: Node | undefined, module: string, walk: Walk<Node>): string {
  if (alias?.type === 'dot') return '*';
  if (alias !== undefined) return alias.type === 'blank_identifier' ? '' : walk.text(alias);
  const segments = module.split('/');
  const last = segments.at(-1) ?? module;
  const versioned = /^v\d+$/.test(last) && segments.length > 1;
  return (versioned ? (segments.at(-2) ?? last) : last).replace(/\.v\d+$/, '').replace(/^go-/, '').replace(/[.-]go$/, '');
}
