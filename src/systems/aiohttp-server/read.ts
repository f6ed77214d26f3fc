import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import { fullCallee, isTest } from '../python/library.ts';
import { portOf } from '../python/listener.ts';
import { serverLayer } from '../python/server-layer.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Listener, Reading } from '../system.ts';
import { defaultPort } from './facts.ts';

export const claims = (path: string, text: string): boolean => path.endsWith('.py') && !isTest(path) && /\baiohttp\b/.test(text) && /\b(?:run_app|AppRunner|ServerRunner)\s*\(/.test(text);

/** Python code that calls `web.run_app(…)` or sets up an `AppRunner`. */
export async function read(program: Program, process: Process | undefined, reader: Reader): Promise<Reading | undefined> {
  const found = (name: RegExp): Call | undefined => program.calls.findLast((call) => name.test(fullCallee(program, call)));
  const run = found(/^aiohttp\.web\.run_app$/);
  const call = run ?? found(/^aiohttp\.web\.(?:AppRunner|ServerRunner)$/);
  if (call === undefined) return undefined;
  reader.claim(program.source);
  const value = async (name: string): Promise<Text | undefined> => {
    const given = keyword(call, name);
    if (given) return evaluateIn(process, given.value, program, call.scope, reader);
    return spreads(call) ? { value: undefined, expression: call.text, places: [call.place], origin: 'configured' } : undefined;
  };
  const origin = { system: 'aiohttp-server', title: 'aiohttp server', package: 'aiohttp', process, path: program.source.path, place: call.place };
  const limits = [
    { timer: 'downstream.idle', name: 'keepalive_timeout', text: await value('keepalive_timeout') },
    { timer: 'stop.graceful', name: 'shutdown_timeout', text: await value('shutdown_timeout') },
  ] as const;
  const layer: LayerReading = { ...serverLayer(origin, limits, [run ? listener(await value('host'), await value('port'), call) : await ofSite(program, process, call, reader)], reader), profile: run ? 'run_app' : 'runner' };
  return { layers: [layer] };
}


function listener(host: Text | undefined, port: Text | undefined, call: Call): Listener {
  const address = host?.value === undefined || host.value === 'None' ? {} : { address: host.value };
  return { kind: 'port', port: port === undefined || port.value === 'None' ? defaultPort : portOf(port.value ?? ''), ...address, protocol: 'http/1.1', place: call.place };
}

/** `web.TCPSite(runner, host, port)`. */
async function ofSite(program: Program, process: Process | undefined, call: Call, reader: Reader): Promise<Listener> {
  const site = program.calls.findLast((one) => fullCallee(program, one) === 'aiohttp.web.TCPSite');
  if (site === undefined) return { kind: 'port', port: undefined, protocol: 'http/1.1', place: call.place };
  const value = async (name: string, index: number): Promise<Text | undefined> => {
    const given = keyword(site, name)?.value ?? site.args[index];
    return given && evaluateIn(process, given, program, site.scope, reader);
  };
  return listener(await value('host', 1), await value('port', 2), site);
}
