import { resolve } from 'node:path';
import type { Inspection } from '../lint.ts';
import { goDuration, type Grammar, parseDuration, second } from '../model/duration.ts';
import type { TraceRequest } from '../model/trace.ts';
import { traceJson, traceText } from '../report/trace-text.ts';
import { trace as follow } from '../trace/trace.ts';
import { rootsOf } from './roots.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { showsUnicode, wantsColour } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export const kinds = ['response', 'download', 'upload', 'stream', 'websocket'] as const satisfies readonly TraceRequest['kind'][];

export interface TraceOptions {
  readonly format: 'text' | 'json';
  readonly for?: string;
  readonly kind?: TraceRequest['kind'];
  readonly silence?: string;
  readonly work?: string;
  readonly idle?: string;
  readonly method: string;
  readonly host?: string;
  readonly config?: string;
  readonly color?: boolean;
}

type Inspect = (root: string, options: { readonly config?: string }) => Promise<Pick<Inspection, 'model'>>;

/** Predicts what becomes of one request. */
export async function trace(inspect: Inspect, asked: string, path: string | undefined, options: TraceOptions, terminal: Terminal): Promise<ExitCode> {
  const request = requestOf(asked, options);
  const [root] = rootsOf(path === undefined ? [] : [path], terminal.cwd);
  const { model } = await inspect(root ?? terminal.cwd, options.config === undefined ? {} : { config: resolve(terminal.cwd, options.config) });
  const traced = follow(model, request);
  const print = options.format === 'json' ? traceJson : traceText;
  terminal.out(print(traced, { colour: wantsColour(terminal, options.color), unicode: showsUnicode(terminal), width: terminal.columns ?? 100 }));
  if (traced.ways.length > 0) return 0;
  terminal.err(`hoplint: ${model.chains.length === 0 ? 'no chain found' : `no chain serves ${asked}`}\n`);
  return 2;
}

function requestOf(asked: string, options: TraceOptions): TraceRequest {
  const { host, path } = addressOf(asked);
  const named = options.host ?? host;
  return {
    path,
    method: options.method.toUpperCase(),
    kind: options.kind ?? 'response',
    ...(named === undefined ? {} : { host: named }),
    ...given('duration', '--for', options.for),
    ...given('silence', '--silence', options.silence),
    ...given('work', '--work', options.work),
    ...given('idle', '--idle', options.idle),
  };
}

/** `/path`, `host/path` or a URL; what follows the path decides nothing. */
function addressOf(asked: string): { readonly host?: string; readonly path: string } {
  const [, host = '', path = ''] = /^(?:[a-z][\w+.-]*:\/\/)?([^/?#]*)([^?#]*)/i.exec(asked) ?? [];
  const name = host.replace(/^.*@/, '').replace(/:\d+$/, '');
  return { path: path === '' ? '/' : path, ...(name === '' ? {} : { host: name }) };
}

const duration: Grammar = { ...goDuration, bare: second };

function given<Key extends string>(key: Key, option: string, text: string | undefined): Partial<Record<Key, number>> {
  if (text === undefined) return {};
  const amount = parseDuration(text, duration);
  if (amount === undefined) throw new UsageError(`${option} takes a duration such as 90s, 1m30s or 500ms, not ${text}`);
  return { [key]: amount } as Record<Key, number>;
}
