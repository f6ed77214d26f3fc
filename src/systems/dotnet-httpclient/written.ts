import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { ineffective } from '../program/written.ts';
import type { Reader } from '../reader.ts';
import type { Written } from '../system.ts';
import { dotnetFacts } from './facts.ts';
import type { Framework } from './framework.ts';

const issue = 'https://github.com/dotnet/runtime/issues/31267';
const option = { system: dotnetFacts.system, title: dotnetFacts.title, timer: 'probe.idle' } as const;

/** Settings that look like TCP probes and are none. */
export async function writtenIn(program: Program, framework: Framework, reader: Reader): Promise<readonly Written[]> {
  const found: Written[] = [];
  const legacy = program.calls.find((call) => /\bSetTcpKeepAlive$/.test(call.callee));
  if (legacy && framework.profile === 'core') found.push(await unheard(legacy, program, reader));
  const ping = pingOf(program);
  if (ping && !/HttpVersion\.Version[23]0|new Version\(\s*[23]\b|HttpVersionPolicy/.test(program.source.text)) {
    found.push(ineffective({ ...option, name: 'KeepAlivePingDelay', link: 'https://learn.microsoft.com/dotnet/api/system.net.http.socketshttphandler.keepalivepingdelay' }, await reader.evaluate(ping.value, program, ping.scope), ping.value.place, {
      fact: 'KeepAlivePingDelay sends HTTP/2 frames, and an HttpClient speaks HTTP/1.1 unless it is told otherwise',
      symptom: 'no probe runs while a request waits', advice: 'set TcpKeepAliveTime in a ConnectCallback, or ask for HTTP/2 by DefaultRequestVersion',
    }));
  }
  return found;
}

function pingOf(program: Program): { readonly value: Expression; readonly scope: Call['scope'] } | undefined {
  const later = program.definitions.find((one) => one.name.endsWith('.KeepAlivePingDelay'));
  if (later) return later;
  for (const call of program.calls) {
    const keyword = call.keywords.find((one) => one.name === 'KeepAlivePingDelay');
    if (keyword) return { value: keyword.value, scope: call.scope };
  }
  return undefined;
}

async function unheard(call: Call, program: Program, reader: Reader): Promise<Written> {
  const value = call.args[1] ?? call;
  return ineffective({ ...option, name: 'SetTcpKeepAlive', link: issue }, await reader.evaluate(value, program, call.scope), call.place, {
    fact: 'HttpClient of .NET Core and later does not look at ServicePointManager', symptom: 'no probe runs: behind a middlebox that forgets idle flows a silent request hangs',
    advice: 'set TcpKeepAliveTime in a ConnectCallback of SocketsHttpHandler',
  });
}
