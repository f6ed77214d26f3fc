import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Launch } from '../python/launch.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { words } from '../python/words.ts';
import type { Written } from './layer.ts';

const grammar: OptionGrammar = {
  short: new Map(),
  flags: new Set([
    '--reload', '--no-reload', '--access-log', '--no-access-log', '--use-colors', '--no-use-colors', '--proxy-headers', '--no-proxy-headers', '--server-header', '--no-server-header',
    '--date-header', '--no-date-header', '--factory', '--version', '--help', '--reset-contextvars',
  ]),
};

/** A command line and UVICORN_* variables; the command line wins. `fastapi run` starts the same server. */
export function fromCommand(process: Process, started: Launch): Written | undefined {
  if (started.kind !== 'program') return undefined;
  if (started.name === 'fastapi') return fastapi(started.args);
  if (!/^uvicorn(?:\.main|\.__main__)?$/.test(started.name)) return undefined;
  const options = parseOptions(started.args, grammar, 1);
  const value = (name: string): Text | undefined => last(options, `--${name}`) ?? options.opaque ?? process.env.get(`UVICORN_${name.toUpperCase().replaceAll('-', '_')}`);
  return { idle: value('timeout-keep-alive'), graceful: value('timeout-graceful-shutdown'), host: value('host'), port: value('port'), socket: value('uds'), style: 'command' };
}

function fastapi(args: readonly Text[]): Written | undefined {
  const command = args[0]?.value;
  if (command !== 'run' && command !== 'dev') return undefined;
  const options = parseOptions(args.slice(1), { short: new Map(), flags: new Set([...grammar.flags, '--no-reload']) }, 1);
  const [everywhere] = words({ ...(args[0] as Text), value: command === 'run' ? '0.0.0.0' : '127.0.0.1' });
  return { idle: undefined, graceful: undefined, host: last(options, '--host') ?? everywhere, port: last(options, '--port'), socket: undefined, style: 'command' };
}
