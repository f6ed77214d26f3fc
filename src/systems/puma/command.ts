import type { Text } from '../../model/value.ts';
import type { Process } from '../../model/process.ts';
import { last, type OptionGrammar, type Options, parseOptions } from '../python/options.ts';
import type { Reader } from '../reader.ts';
import { rubyLaunch } from '../ruby/launch.ts';
import { ports } from './facts.ts';

/** How Puma was started, and what the command line says of it. */
export interface Command {
  readonly options: Options;
  readonly binds: readonly Text[];
  readonly port: Text | undefined;
  readonly environment: string | undefined;
  readonly config: Text | undefined;
  readonly workers: Text | undefined;
  /** Where it listens when nothing tells. */
  readonly fallbackPort: number;
}

const grammar: OptionGrammar = {
  short: new Map([['-b', '--bind'], ['-C', '--config'], ['-e', '--environment'], ['-p', '--port'], ['-t', '--threads'], ['-w', '--workers'], ['-S', '--state'], ['-I', '--include'], ['-R', '--restart-cmd']]),
  flags: new Set(['-d', '--daemon', '--debug', '--early-hints', '--preload', '-q', '--quiet', '-v', '--log-requests', '--prune-bundler', '--silent', '-s', '-V', '--version', '-h', '--help', '-f', '--fork-worker']),
};
const railsGrammar: OptionGrammar = {
  short: new Map([['-b', '--binding'], ['-e', '--environment'], ['-p', '--port'], ['-u', '--using'], ['-P', '--pid'], ['-c', '--config']]),
  flags: new Set(['-d', '--daemon', '-C', '--dev-caching', '--no-dev-caching', '--early-hints', '--no-early-hints', '--log-to-stdout', '--no-log-to-stdout', '-h']),
};
const rackupGrammar: OptionGrammar = {
  short: new Map([['-s', '--server'], ['-o', '--host'], ['-p', '--port'], ['-E', '--env'], ['-I', '--include'], ['-r', '--require'], ['-O', '--option'], ['-P', '--pid']]),
  flags: new Set(['-D', '--daemonize', '-d', '--debug', '-w', '--warn', '-q', '--quiet']),
};

/** `puma`, or `rails server` and `rackup` of an application whose Gemfile names Puma. */
export function commandOf(process: Process, paths: readonly string[], reader: Reader): Command | undefined {
  const started = rubyLaunch(process.argv);
  if (started === undefined) return undefined;
  if (started.name === 'puma') return ofPuma(parseOptions(started.args, grammar, 1));
  const [subcommand, ...args] = started.args;
  if (started.name === 'rails' && /^(?:server|s)$/.test(subcommand?.value ?? '')) return usesPuma(paths, reader) ? ofRails(parseOptions(args, railsGrammar, 1)) : undefined;
  if (started.name !== 'rackup') return undefined;
  const options = parseOptions(started.args, rackupGrammar, 1);
  const server = last(options, '--server')?.value;
  return server === 'puma' || (server === undefined && usesPuma(paths, reader)) ? { ...plain(options), port: last(options, '--port'), fallbackPort: ports.puma } : undefined;
}

const usesPuma = (paths: readonly string[], reader: Reader): boolean => paths.some((path) => reader.dependency(path, 'puma') !== undefined);

const plain = (options: Options): Omit<Command, 'fallbackPort'> => ({ options, binds: [], port: undefined, environment: undefined, config: undefined, workers: undefined });

const ofPuma = (options: Options): Command => ({
  options, fallbackPort: ports.puma, binds: options.values.get('--bind') ?? [], port: last(options, '--port'),
  environment: last(options, '--environment')?.value, config: last(options, '--config'), workers: last(options, '--workers') ?? options.opaque,
});

const ofRails = (options: Options): Command => ({ ...plain(options), port: last(options, '--port'), environment: last(options, '--environment')?.value, fallbackPort: ports.rails });
