import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Source } from '../../syntax/source.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { hiddenIn, secondsOf, suspectSeconds } from '../python/amounts.ts';
import { type Library, type Own, readClients } from '../python/clients.ts';
import { fullCallee, imports } from '../python/library.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { facts, timeoutLink } from './facts.ts';

const library: Library = {
  system: facts.system, title: facts.title, package: 'python', urlFirst: true,
  constructors: /^urllib\.request\.(?:build_opener|OpenerDirector)$/,
  functions: /^urllib\.request\.urlopen$/,
  methods: new Set(['open']),
  object: async () => ({ settings: [] }),
  call: callOf,
  perCall: [['upstream.connect', 'timeout'], ['upstream.read', 'timeout']],
};

export const claims = (path: string, text: string): boolean => imports(path, text, /^[ \t]*(?:import[ \t]+urllib\.request|from[ \t]+urllib(?:\.request)?[ \t]+import)\b/m);

export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const reading = await readClients(source, reader, library);
  if (!reading || !isScript(source.text)) return reading;
  return { ...reading, layers: (reading.layers ?? []).map((layer) => ({ ...layer, command: true })) };
}

/** Small programs are what this module of the standard library is mostly used for: builds, downloads, health checks. */
const isScript = (text: string): boolean => text.startsWith('#!') || (/^if[ \t]+__name__[ \t]*==/m.test(text) && !framework.test(text));

const framework = /^[ \t]*(?:import|from)[ \t]+(?:flask|fastapi|django|starlette|aiohttp|tornado|bottle|sanic|celery|uvicorn|quart)\b/m;

/** `urlopen(url, data, timeout)`. A default of all sockets may stand in any file that the process loads. */
async function callOf(call: Call, program: Program, reader: Reader): Promise<Own> {
  const value = keyword(call, 'timeout')?.value ?? call.args[2];
  const hidden = value === undefined && (spreads(call) || setsDefault(program, reader));
  if (hidden) return { settings: [hiddenIn('upstream.connect', 'timeout', call), hiddenIn('upstream.read', 'timeout', call)] };
  if (value === undefined) return { settings: [] };
  const at = { expression: value, program, scope: call.scope };
  const settings = [await secondsOf('upstream.connect', 'timeout', at, reader), await secondsOf('upstream.read', 'timeout', at, reader)];
  return { settings, written: await suspectSeconds(facts.system, 'timeout', at, reader, timeoutLink) };
}

function setsDefault(program: Program, reader: Reader): boolean {
  if (program.calls.some((call) => fullCallee(program, call) === 'socket.setdefaulttimeout')) return true;
  const known = defaults.get(reader) ?? reader.find('.py').some((path) => reader.open(path)?.text.includes('setdefaulttimeout(') === true);
  defaults.set(reader, known);
  return known;
}

const defaults = new WeakMap<Reader, boolean>();
