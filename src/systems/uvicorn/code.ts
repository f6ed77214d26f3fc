import type { Process } from '../../model/process.ts';
import { type Text } from '../../model/value.ts';
import { keyword, spreads } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { evaluateIn } from '../python/environment.ts';
import { fullCallee } from '../python/library.ts';
import type { Reader } from '../reader.ts';
import type { Written } from './layer.ts';

/** `uvicorn.run(…)` or `uvicorn.Config(…)`, the last one of the file. */
export const serverCall = (program: Program): Call | undefined => program.calls.findLast((call) => /^uvicorn\.(?:main\.|config\.)?(?:run|Config)$/.test(fullCallee(program, call)));

export async function fromCode(call: Call, program: Program, process: Process | undefined, reader: Reader): Promise<Written> {
  const value = async (name: string): Promise<Text | undefined> => {
    const found = keyword(call, name);
    if (found) return evaluateIn(process, found.value, program, call.scope, reader);
    return spreads(call) ? { value: undefined, expression: call.args.at(-1)?.text ?? '', places: [call.place], origin: 'configured' } : undefined;
  };
  return {
    idle: await value('timeout_keep_alive'), graceful: await value('timeout_graceful_shutdown'), host: await value('host'), port: await value('port'), socket: keyword(call, 'uds') ? await value('uds') : undefined, style: 'code',
  };
}
