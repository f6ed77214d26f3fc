import { resolve } from 'node:path';
import type { Route } from '../model/layer.ts';
import type { Result } from '../model/result.ts';
import { chainJson } from '../report/chain-json.ts';
import { chainText } from '../report/chain-text.ts';
import type { Report } from '../report/report.ts';
import { ownVersion } from './package.ts';
import { rootsOf } from './roots.ts';
import type { Engine } from './run-roots.ts';
import { runRoots } from './run-roots.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { showsUnicode, wantsColour } from './terminal.ts';

const chainFormats = { text: chainText, json: chainJson } as const satisfies Record<string, Report>;

export interface ChainOptions {
  readonly format: keyof typeof chainFormats;
  readonly config?: string;
  readonly route?: string;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

export async function chain({ lint }: Engine, path: string | undefined, options: ChainOptions, terminal: Terminal): Promise<ExitCode> {
  const roots = rootsOf(path === undefined ? [] : [path], terminal.cwd);
  const run = await runRoots(lint, roots, terminal.cwd, options.config === undefined ? {} : { config: resolve(terminal.cwd, options.config) });
  const asked = options.format === 'json' ? run.result : run.seen;
  const { route } = options;
  const result = route === undefined ? asked : onRoute(asked, route);
  terminal.out(chainFormats[options.format](result, {
    sources: run.sources,
    colour: wantsColour(terminal, options.color),
    unicode: showsUnicode(terminal),
    width: terminal.columns ?? 100,
    verbose: options.verbose === true,
    quiet: false,
    rules: [],
    version: ownVersion(),
  }));
  if (result.chains.length > 0) return 0;
  terminal.err(route === undefined ? 'hoplint: no chain found\n' : `hoplint: no chain serves ${route}\n`);
  return 2;
}

/** The chains that could serve `/path` or `host/path`. */
export function onRoute(result: Result, asked: string): Result {
  const slash = asked.indexOf('/');
  const host = slash < 0 ? asked : asked.slice(0, slash);
  const path = slash < 0 ? undefined : asked.slice(slash);
  return { ...result, chains: result.chains.filter(({ routes }) => routes.length === 0 || routes.some((route) => servesHost(route, host) && servesPath(route, path))) };
}

const servesHost = (route: Route, host: string): boolean => host === '' || route.host === undefined || route.host === host || (route.host.startsWith('*.') && host.endsWith(route.host.slice(1)));

/** A regular expression of the repository is not evaluated: it could serve anything. */
function servesPath({ path, match }: Route, asked: string | undefined): boolean {
  if (asked === undefined || path === undefined || match === 'pattern') return true;
  if (match === 'exact') return asked === path;
  const folder = path.replace(/\/+$/, '');
  return asked === folder || asked.startsWith(`${folder}/`);
}
