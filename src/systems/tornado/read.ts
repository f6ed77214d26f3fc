import type { Process } from '../../model/process.ts';
import { exact, type Setting } from '../../model/setting.ts';
import { off, type Text } from '../../model/value.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import { fullCallee, isTest } from '../python/library.ts';
import { portOf } from '../python/listener.ts';
import { serverLayer } from '../python/server-layer.ts';
import type { Reader } from '../reader.ts';
import type { Listener, Reading } from '../system.ts';

export const claims = (path: string, text: string): boolean => path.endsWith('.py') && !isTest(path) && /^[ \t]*(?:import|from)\s+tornado\b/m.test(text) && /\.(?:listen|bind)\s*\(/.test(text);

/** Python code that listens with Tornado. */
export async function read(program: Program, process: Process | undefined, reader: Reader): Promise<Reading | undefined> {
  const server = program.calls.findLast((call) => fullCallee(program, call) === 'tornado.httpserver.HTTPServer');
  const listen = listenOf(program, server);
  if (listen === undefined) return undefined;
  reader.claim(program.source);
  const options = server ?? listen;
  const given = keyword(options, 'idle_connection_timeout');
  const idle = given ? await evaluateIn(process, given.value, program, options.scope, reader) : spreads(options) ? hidden(options) : undefined;
  const limits = (['downstream.idle', 'downstream.header'] as const).map((timer) => ({ timer, name: 'idle_connection_timeout', text: idle }));
  const layer = serverLayer({ system: 'tornado', title: 'Tornado', package: 'tornado', process, path: program.source.path, place: options.place }, limits, [await listener(listen, program, process, reader)], reader);
  const closed = withoutKeepAlive(options);
  return { layers: [closed ? { ...layer, settings: [closed, ...layer.settings.filter(({ timer }) => timer !== 'downstream.idle')] } : layer] };
}

const hidden = (call: Call): Text => ({ value: undefined, expression: call.text, places: [call.place], origin: 'configured' });

/** `listen` or `bind` of the server, of an Application, or chained to where that is made. */
function listenOf(program: Program, server: Call | undefined): Call | undefined {
  const makers = new Set(program.calls.filter((call) => call === server || /^tornado\.web\.Application$/.test(fullCallee(program, call))).flatMap(({ assigned }) => assigned ?? []));
  return program.calls.findLast((call) => {
    const [, owner = '', method = ''] = /^(?:(.*)\.)?(\w+)$/.exec(call.callee) ?? [];
    return /^(?:listen|bind)$/.test(method) && (makers.has(owner) || (call.receiver?.kind === 'call' && /^tornado\.(?:web\.Application|httpserver\.HTTPServer)$/.test(fullCallee(program, call.receiver))));
  });
}

function withoutKeepAlive(call: Call): Setting | undefined {
  const given = keyword(call, 'no_keep_alive');
  if (given?.value.kind !== 'literal' || given.value.value !== true) return undefined;
  return { timer: 'downstream.idle', name: 'no_keep_alive', value: off('no_keep_alive closes after each response'), provenance: { kind: 'configured' }, place: given.value.place, via: [], window: exact, fixed: false };
}

async function listener(call: Call, program: Program, process: Process | undefined, reader: Reader): Promise<Listener> {
  const value = async (name: string, index: number): Promise<Text | undefined> => {
    const given = keyword(call, name)?.value ?? call.args[index];
    return given && evaluateIn(process, given, program, call.scope, reader);
  };
  const [port, address] = [await value('port', 0), await value('address', 1)];
  return { kind: 'port', port: portOf(port?.value ?? ''), ...(address?.value === undefined || address.value === '' ? {} : { address: address.value }), protocol: 'http/1.1', place: call.place };
}
