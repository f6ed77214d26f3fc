import { posix } from 'node:path';
import { second } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { known, type Text, unknown } from '../../model/value.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { evaluateIn } from '../python/environment.ts';
import { openSource } from '../python/sources.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import { rackTimeoutDefault } from './facts.ts';
import { secondsOrNever } from './seconds.ts';

/** The limit that the rack-timeout gem puts on each request of an application; `folder` is where its Gemfile lies. */
export async function rackTimeout(process: Process | undefined, folder: string | undefined, reader: Reader): Promise<readonly Setting[]> {
  const variable = process?.env.get('RACK_TIMEOUT_SERVICE_TIMEOUT');
  const written = (await fromCode(process, folder, reader)) ?? (variable && configured('worker.deadline', 'RACK_TIMEOUT_SERVICE_TIMEOUT', variable, secondsOrNever));
  const setting = written ?? unwritten(process, folder, reader);
  return setting ? [{ ...setting, effect: rackTimeoutDefault.effect }] : [];
}

async function fromCode(process: Process | undefined, folder: string | undefined, reader: Reader): Promise<Setting | undefined> {
  for (const source of candidates(process, folder, reader)) {
    if (!/Rack::Timeout/.test(source.text)) continue;
    const program = await reader.program(source.path.endsWith('.ru') ? { ...source, path: `${source.path}.rb` } : source);
    const found = program && (await inProgram(program, process, reader));
    if (found) return found;
  }
  return undefined;
}

const single = ['config.ru', 'config/application.rb', 'config/environments/production.rb'];

function candidates(process: Process | undefined, folder: string | undefined, reader: Reader): readonly Source[] {
  const folders = process?.sources ?? (folder === undefined ? [] : [folder]);
  const initializers = folders.map((each) => posix.join(each, 'config/initializers/'));
  const paths = [...reader.find('.rb').filter((path) => initializers.some((each) => path.startsWith(each))), ...folders.flatMap((each) => single.map((path) => posix.join(each, path)))];
  const seen = process ? [...process.files.glob('config/initializers/*.rb'), ...single.flatMap((path) => process.files.open(path) ?? [])] : [];
  return [...seen, ...paths.flatMap((path) => reader.open(path) ?? [])];
}

async function inProgram(program: Program, process: Process | undefined, reader: Reader): Promise<Setting | undefined> {
  const definition = program.definitions.findLast(({ name }) => /^(?:::)?Rack\.Timeout\.(?:service_timeout|timeout)$/.test(name));
  if (definition) return inForce('service_timeout', await evaluateIn(process, definition.value, program, definition.scope, reader), definition.conditional === true);
  const use = program.calls.findLast(isUse);
  if (use === undefined) return undefined;
  const given = keyword(use, 'service_timeout')?.value;
  if (given) return inForce('service_timeout', await evaluateIn(process, given, program, use.scope, reader), use.conditional === true);
  return keyword(use, '...') === undefined ? byDefault(use.place) : undefined;
}

/** `use Rack::Timeout, service_timeout: 5`, `config.middleware.insert_before Rack::Runtime, Rack::Timeout, …`. */
const isUse = (call: Call): boolean => /(?:^|\.)(?:use|insert_before|insert_after|insert|unshift)$/.test(call.callee) && call.args.some(isMiddleware);
const isMiddleware = (expression: Expression): boolean => expression.text === 'Rack::Timeout' || (expression.kind === 'literal' && expression.value === 'Rack::Timeout');

function inForce(name: string, text: Text, isConditional: boolean): Setting {
  const setting = configured('worker.deadline', name, text, secondsOrNever);
  return isConditional ? { ...setting, value: unknown('it is set under a condition', text.expression) } : setting;
}

/** In a Rails application the gem puts itself in front, unless it is required by hand. */
function unwritten(process: Process | undefined, folder: string | undefined, reader: Reader): Setting | undefined {
  const gemfile = process ? openSource(process, 'Gemfile', reader) : folder === undefined ? undefined : reader.open(posix.join(folder, 'Gemfile'));
  const line = gemfile && /^[ \t]*gem[ \t]+["']rack-timeout["'][^\n]*/m.exec(gemfile.text);
  if (!gemfile || !line || /require:|:require/.test(line[0]) || !/^[ \t]*gem[ \t]+["']rails["']/m.test(gemfile.text)) return undefined;
  return byDefault(gemfile.place(line.index + line[0].search(/\S/), line.index + line[0].trimEnd().length));
}

function byDefault(place: Setting['place']): Setting {
  const { timer, name, value, link } = rackTimeoutDefault;
  return { timer, name, value: known(value, String(value / second)), provenance: { kind: 'default', of: 'rack-timeout', link }, place, via: [], window: exact, fixed: false };
}
