import { goDuration, parseDuration } from '../../model/duration.ts';
import { visibleDefinitions } from './lookup.ts';
import type { Evaluated, Frame } from './evaluate.ts';
import { type Known, unknownValue } from './outcome.ts';
import { textOf } from './inline.ts';
import type { Call, Expression, Language, Opaque } from './tree.ts';

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
  return written.kind === 'unknown' ? { ...written, variable } : { ...asDuration(written, expression, frame), origin: 'visible-default', variable };
}

/** Go's `getEnvAsDuration("X", "60s")` parses its default too. */
function asDuration(written: Known, expression: Expression, { program }: Frame): Known {
  const isText = program.language === 'go' && written.kind === 'value' && typeof written.value === 'string';
  const parsed = isText && expression.kind === 'call' && /duration/i.test(expression.callee) ? parseDuration(String(written.value), goDuration) : undefined;
  return parsed === undefined || written.kind !== 'value' ? written : { kind: 'duration', ms: parsed, origin: written.origin, places: written.places };
}

export function environmentLookup(expression: Expression, frame: Frame): Lookup | undefined {
  if (expression.kind === 'call') return fromCall(expression, frame);
  if (expression.kind === 'opaque') return computed(expression, frame);
  if (expression.kind !== 'name') return undefined;
  const holder = expression.path.slice(0, -1).join('.');
  const variable = expression.path.at(-1);
  const isKnown = members[frame.program.language].includes(holder) && (holder !== 'env' || importsEnv(frame));
  return isKnown && variable !== undefined ? { variable } : undefined;
}

/** `process.env[name]`, where the name was given to the function around. */
function computed({ text, place }: Opaque, frame: Frame): Lookup | undefined {
  const [, name] = /^(?:process\.env|import\.meta\.env|Bun\.env|os\.environ|environ)\[(\w{1,60})\]$/.exec(text) ?? [];
  const variable = name === undefined ? undefined : textOf({ kind: 'name', path: [name], text: name, place }, frame);
  return variable === undefined ? undefined : { variable };
}

const importsEnv = ({ program }: Frame): boolean => program.imports.some((entry) => entry.local === 'env' && entry.name === 'env' && /^(?:node:)?process$/.test(entry.module));

function fromCall(call: Call, frame: Frame): Lookup | undefined {
  const { language } = frame.program;
  if (language === 'go' && call.callee === 'cmp.Or') return alternatives(call, frame);
  if (language === 'java' && call.callee === 'getOrDefault' && isGetenv(call.receiver)) return lookupOf(call, call.args[1], frame);
  const getter = call.receiver === undefined ? getters[language].find(({ callees }) => callees.includes(call.callee)) : undefined;
  if (getter !== undefined) return lookupOf(call, fallbackOf(call, getter), frame);
  if (language === 'python' && isEnvReader(call, frame)) return lookupOf(call, keywordOf(call, 'default') ?? call.args[1] ?? schemed(call, frame), frame);
  if (language === 'csharp' && /config[^.]*\.GetValue$/i.test(call.callee)) return call.args.length === 2 ? lookupOf(call, call.args[1], frame) : undefined;
  return isHelper(call, frame) ? lookupOf(call, call.args[1] ?? keywordOf(call, 'default'), frame) : undefined;
}

/** A project's own reader of the environment by its name, of one variable and a default; what makes a duration of a number is not known. */
function isHelper(call: Call, { program }: Frame): boolean {
  const name = call.callee.split('.').at(-1) ?? '';
  const [variable, fallback] = [call.args[0], call.args[1] ?? keywordOf(call, 'default')];
  if (call.receiver !== undefined || name.length >= 40 || variable === undefined || fallback === undefined || call.args.length > 2) return false;
  const words = wordsOf(program.language === 'go' ? call.callee.split('.').slice(-2).join('_') : name);
  const isKnown = helper.test(name) || (words.some((word) => /^(?:env|environ|environment|getenv)$/.test(word)) && words.every((word) => helpers.has(word)));
  return isKnown && !(program.language === 'go' && fallback.kind === 'literal' && typeof fallback.value === 'number' && words.some((word) => /^(?:duration|seconds?|secs?|minutes?|millis|ms)$/.test(word)));
}

const wordsOf = (name: string): readonly string[] => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split('_').filter((word) => word !== '');
const helpers: ReadonlySet<string> = new Set(('env environ environment getenv get read lookup must parse load fetch var variable or with as int integer int64 float number num string str duration second seconds secs millis ms minute minutes default fallback else from opt optional bool boolean value to').split(' '));

/** `environ.Env(TIMEOUT=(int, 30))`: the defaults of a scheme. */
function schemed(call: Call, { program, scope }: Frame): Expression | undefined {
  const [name] = call.args;
  const [head = ''] = call.callee.split('.');
  const made = visibleDefinitions(program, scope, head).map(({ value }) => value).find(isEnvConstructor);
  const scheme = made?.kind === 'call' && name?.kind === 'literal' ? made.keywords.find((one) => one.name === name.value)?.value : undefined;
  return scheme?.kind === 'list' ? scheme.items[1] : undefined;
}

function alternatives(call: Call, frame: Frame): Lookup | undefined {
  const [first, second] = call.args;
  const lookup = first === undefined ? undefined : environmentLookup(first, frame);
  return lookup === undefined ? undefined : { variable: lookup.variable, ...(second === undefined ? {} : { fallback: second }) };
}

function lookupOf(call: Call, fallback: Expression | undefined, frame: Frame): Lookup | undefined {
  const variable = textOf(call.args[0], frame);
  return variable === undefined ? undefined : { variable, ...(fallback === undefined ? {} : { fallback }) };
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
