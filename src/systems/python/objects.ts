import type { Call, ClassScope, Expression, Program, Scope } from '../../syntax/program/tree.ts';
import { type Fact, no, unsure, yes } from '../../model/value.ts';
import { inside, objectOf } from '../program/calls.ts';
import { fullCallee, fullName, innermostClass, innermostFunction } from './library.ts';

/** A session or client of a library that a file makes. */
export interface ClientObject {
  readonly call: Call;
  /** The class of this file that it is an instance of, when the file extends the library's. */
  readonly subclass?: ClassScope;
}

/** Every session or client that the file makes, of the library's classes and of those of the file that extend them. */
export function objectsOf(program: Program, constructors: RegExp): readonly ClientObject[] {
  const subclasses = program.classes.filter((one) => one.bases.some((base) => constructors.test(fullName(program, base))));
  return program.calls.flatMap((call) => {
    if (constructors.test(fullCallee(program, call))) return [{ call }];
    const subclass = subclasses.find((one) => one.name === call.callee);
    return subclass ? [{ call, subclass }] : [];
  });
}

/** The object on which a method is called. */
export function objectOfCall(call: Call, objects: readonly ClientObject[], program: Program): ClientObject | undefined {
  if (call.receiver?.kind === 'call') return objects.find((object) => object.call.place === call.receiver?.place) ?? made(call.receiver, objects, program);
  const name = objectOf(call);
  if (name === '') return undefined;
  return named(name, call.scope, objects) ?? fromFactory(name, call, objects, program) ?? handedIn(name, call.scope, objects, program);
}

function named(name: string, scope: Scope, objects: readonly ClientObject[]): ClientObject | undefined {
  const member = /^(?:self|cls)\./.test(name);
  const visible = objects.filter((object) => (object.call.assigned === name && (member ? innermostClass(object.call.scope) === innermostClass(scope) : inside(object.call.scope, scope))) || isField(object, name, scope));
  return visible.sort((left, right) => left.call.scope.length - right.call.scope.length).at(-1);
}

/** `session = requests.Session()` in the class body, `self.session` in its methods. */
const isField = (object: ClientObject, name: string, scope: Scope): boolean =>
  object.call.scope.at(-1)?.kind === 'class' && object.call.scope.at(-1) === innermostClass(scope) && name === `self.${object.call.assigned}`;

/** `session = make_session()`, where a function of this file returns the object. */
function fromFactory(name: string, call: Call, objects: readonly ClientObject[], program: Program): ClientObject | undefined {
  const definition = program.definitions.findLast((one) => one.name === name && inside(one.owner ?? one.scope, call.scope));
  return definition?.value.kind === 'call' ? made(definition.value, objects, program) : undefined;
}

function made(call: Call, objects: readonly ClientObject[], program: Program): ClientObject | undefined {
  const name = call.callee.replace(/^(?:self|cls)\./, '');
  const factory = program.functions.find((one) => one.name === name);
  return factory && objects.find((object) => innermostFunction(object.call.scope) === factory && isReturned(object, factory.returns));
}

/** A parameter or attribute that someone else fills: the file's only object that leaves the function it was made in. */
function handedIn(name: string, scope: Scope, objects: readonly ClientObject[], program: Program): ClientObject | undefined {
  const [only] = objects;
  if (only === undefined || objects.length > 1 || outlives(only, program).value === 'no') return undefined;
  const head = name.split('.')[0] ?? '';
  const parameter = scope.some((part) => part.kind === 'function' && part.parameters.some((one) => one.name === head));
  return parameter && /session|client|http/i.test(name) ? only : undefined;
}

const isReturned = (object: ClientObject, returns: readonly Expression[]): boolean =>
  returns.some((one) => one === object.call || one.place === object.call.place || (one.kind === 'name' && one.path.join('.') === object.call.assigned));

/** Whether an object lives longer than one call of the function that made it: only then does its pool keep connections for a later request. */
export function outlives(object: ClientObject, program: Program): Fact {
  const { call } = object;
  const maker = innermostFunction(call.scope);
  if (call.scoped) return servesMany(call, program) ? unsure('it is closed at the end of its with block, and serves further requests until then', call.place) : no('it is closed at the end of its with block', call.place);
  if (maker === undefined) return yes('it is made once, when the module is loaded', call.place);
  if (call.assigned?.includes('.')) return yes('it is kept in an attribute', call.place);
  if (isReturned(object, maker.returns)) return yes('it is returned to the caller, who may keep it', call.place);
  if (call.assigned === undefined) return program.calls.some((other) => other.receiver === call || other.receiver?.place === call.place) ? no('it is made for a single request', call.place) : unsure('it is handed to other code', call.place);
  return local(call, call.assigned, program);
}

/** Several calls, or one in a function inside, which may be called again. */
function servesMany({ assigned, scope }: Call, program: Program): boolean {
  const calls = assigned === undefined ? [] : program.calls.filter((other) => objectOf(other) === assigned && inside(scope, other.scope));
  return calls.length > 1 || calls.some((other) => innermostFunction(other.scope) !== innermostFunction(scope));
}

function local(call: Call, name: string, program: Program): Fact {
  if (program.definitions.some((one) => one.name === name && (one.owner ?? one.scope).length === 0 && one.scope.length > 0)) return yes('it is kept in a global variable', call.place);
  const kept = program.definitions.some((one) => one.name.includes('.') && one.value.kind === 'name' && one.value.path.join('.') === name && inside(call.scope, one.scope));
  if (kept) return yes('it is kept in an attribute', call.place);
  const passed = program.calls.some((other) => inside(call.scope, other.scope) && [...other.args, ...other.keywords.map((one) => one.value)].some((value) => value.kind === 'name' && value.path.join('.') === name));
  const yielded = new RegExp(`\\byield\\s+${name.replace(/\W/g, '')}\\b`).test(program.source.text);
  return passed || yielded ? unsure('it is handed to other code', call.place) : no('it is made and dropped inside one function', call.place);
}
