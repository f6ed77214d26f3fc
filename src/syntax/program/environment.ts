import { visibleDefinitions } from './lookup.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { unknownValue } from './outcome.ts';
import type { Call, Expression, Language } from './tree.ts';

export interface Lookup {
  readonly variable: string;
  readonly fallback?: Expression;
}

const javascript = ['process.env', 'import.meta.env', 'Bun.env', 'env'];
const members: Readonly<Record<Language, readonly string[]>> = {
  javascript, typescript: javascript, python: ['os.environ', 'environ'], ruby: ['ENV'], php: ['_ENV', '_SERVER'], go: [], csharp: [], java: [],
};

interface Getter {
  readonly callees: readonly string[];
  /** Position of the fallback among the arguments. */
  readonly fallback?: number;
  readonly keyword?: string;
}

const javascriptGetters: readonly Getter[] = [{ callees: ['Deno.env.get'] }];
const getters: Readonly<Record<Language, readonly Getter[]>> = {
  javascript: javascriptGetters,
  typescript: javascriptGetters,
  python: [{ callees: ['os.getenv', 'getenv', 'os.environ.get', 'environ.get'], fallback: 1 }, { callees: ['config', 'decouple.config'], keyword: 'default' }],
  go: [{ callees: ['os.Getenv', 'syscall.Getenv'] }, { callees: ['flag.Duration', 'flag.Int', 'flag.String', 'pflag.Duration', 'pflag.Int', 'pflag.String'], fallback: 1 }],
  csharp: [{ callees: ['Environment.GetEnvironmentVariable', 'System.Environment.GetEnvironmentVariable'] }],
  ruby: [{ callees: ['ENV.fetch', 'ENV.get'], fallback: 1 }],
  java: [{ callees: ['System.getenv'] }, { callees: ['System.getProperty', 'Integer.getInteger', 'Long.getLong'], fallback: 1 }],
  php: [{ callees: ['getenv'] }, { callees: ['env'], fallback: 1 }],
};

/** A project's own `getEnvInt("X", 30)`. */
const helper = /^(?:get|read|lookup|must|parse)?_?env(?:ironment)?_?(?:var(?:iable)?)?_?(?:(?:or|with|as)?_?(?:int|integer|float|number|string|str|duration|seconds|default|fallback|or|else))*$/i;

/** The value that the environment or its visible default gives; `undefined` for expressions that ask no environment. */
export async function evaluateEnvironment(expression: Expression, frame: Frame): Promise<Evaluated | undefined> {
  const lookup = environmentLookup(expression, frame);
  if (lookup === undefined) return undefined;
  const { variable, fallback } = lookup;
  const written = fallback === undefined ? undefined : await frame.evaluate(fallback, frame);
  const declared = frame.importer.declared(variable);
  if (declared !== undefined) return { kind: 'value', value: like(declared, written), origin: 'declared', variable, places: [expression.place] };
  if (written === undefined) return { ...unknownValue(expression, `${variable} is set outside the repository`), variable };
  return written.kind === 'unknown' ? { ...written, variable } : { ...written, origin: 'visible-default', variable };
}

export function environmentLookup(expression: Expression, frame: Frame): Lookup | undefined {
  if (expression.kind === 'call') return fromCall(expression, frame);
  if (expression.kind !== 'name') return undefined;
  const holder = expression.path.slice(0, -1).join('.');
  const variable = expression.path.at(-1);
  const isKnown = members[frame.program.language].includes(holder) && (holder !== 'env' || importsEnv(frame));
  return isKnown && variable !== undefined ? { variable } : undefined;
}

const importsEnv = ({ program }: Frame): boolean => program.imports.some((entry) => entry.local === 'env' && entry.name === 'env' && /^(?:node:)?process$/.test(entry.module));

function fromCall(call: Call, frame: Frame): Lookup | undefined {
  const { language } = frame.program;
  if (language === 'go' && call.callee === 'cmp.Or') return alternatives(call, frame);
  if (language === 'java' && call.callee === 'getOrDefault' && isGetenv(call.receiver)) return lookupOf(call, call.args[1]);
  const getter = call.receiver === undefined ? getters[language].find(({ callees }) => callees.includes(call.callee)) : undefined;
  if (getter !== undefined) return lookupOf(call, fallbackOf(call, getter));
  if (language === 'python' && isEnvReader(call, frame)) return lookupOf(call, keywordOf(call, 'default') ?? call.args[1]);
  if (language === 'csharp' && /config[^.]*\.GetValue$/i.test(call.callee)) return call.args.length === 2 ? lookupOf(call, call.args[1]) : undefined;
  const name = call.callee.split('.').at(-1) ?? '';
  return call.receiver === undefined && name.length < 40 && helper.test(name) && call.args.length === 2 ? lookupOf(call, call.args[1]) : undefined;
}

function alternatives(call: Call, frame: Frame): Lookup | undefined {
  const [first, second] = call.args;
  const lookup = first === undefined ? undefined : environmentLookup(first, frame);
  return lookup === undefined ? undefined : { variable: lookup.variable, ...(second === undefined ? {} : { fallback: second }) };
}

function lookupOf(call: Call, fallback: Expression | undefined): Lookup | undefined {
  const [variable] = call.args;
  if (variable?.kind !== 'literal' || typeof variable.value !== 'string') return undefined;
  return { variable: variable.value, ...(fallback === undefined ? {} : { fallback }) };
}

function fallbackOf(call: Call, { fallback, keyword }: Getter): Expression | undefined {
  const positional = fallback === undefined ? undefined : call.args[fallback];
  // Ruby: ENV.fetch("X") { 5 }
  if (positional?.kind === 'callback') return positional.function.returns.at(-1);
  return positional ?? keywordOf(call, keyword ?? 'default');
}

const keywordOf = (call: Call, name: string): Expression | undefined => call.keywords.find((one) => one.name === name)?.value;
const isGetenv = (expression: Expression | undefined): boolean => expression?.kind === 'call' && expression.callee === 'System.getenv';

/** `environ.Env().int("X", default=60)`, `env("X")`, `env.float("X")` with `env = environ.Env()`. */
function isEnvReader(call: Call, { program, scope }: Frame): boolean {
  if (call.receiver !== undefined) return isEnvConstructor(call.receiver);
  const [head = ''] = call.callee.split('.');
  return visibleDefinitions(program, scope, head).some(({ value }) => isEnvConstructor(value));
}

const isEnvConstructor = (expression: Expression): boolean => expression.kind === 'call' && /(?:^|\.)Env$/.test(expression.callee);

/** What hoplint.yaml says is text; next to a number it means one. */
function like(declared: string, written: Evaluated | undefined): string | number {
  const isNumber = written?.kind === 'value' && typeof written.value === 'number' && declared.trim() !== '' && Number.isFinite(Number(declared));
  return isNumber ? Number(declared) : declared;
}
