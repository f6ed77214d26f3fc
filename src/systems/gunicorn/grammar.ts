import { second } from '../../model/duration.ts';
import type { OptionGrammar } from '../python/options.ts';

/** Settings by their name in a configuration file, with the option that sets them on a command line. */
export const optionNames = {
  timeout: '--timeout',
  keepalive: '--keep-alive',
  graceful_timeout: '--graceful-timeout',
  worker_class: '--worker-class',
  threads: '--threads',
  bind: '--bind',
} as const;

export type OptionName = keyof typeof optionNames;

export const grammar: OptionGrammar = {
  short: new Map([
    ['-t', '--timeout'],
    ['-k', '--worker-class'],
    ['-b', '--bind'],
    ['-c', '--config'],
  ]),
  flags: new Set([
    '--reload', '--spew', '--check-config', '--print-config', '--preload', '--daemon', '-D', '--initgroups', '--capture-output', '-R', '--enable-stdio-inheritance',
    '--log-syslog', '--disable-redirect-access-to-syslog', '--no-sendfile', '--reuse-port', '--proxy-protocol', '--suppress-ragged-eofs', '--do-handshake-on-connect',
    '--permit-obsolete-folding', '--strip-header-spaces', '--permit-unconventional-http-method', '--permit-unconventional-http-version', '--casefold-http-method',
    '--no-control-socket', '-h', '--help', '-v', '--version',
  ]),
};

/** Milliseconds of a whole number of seconds; 0 stays 0. The file also takes what Python's `int(x, 0)` takes. */
export function seconds(text: string, from: 'command' | 'file'): number | undefined {
  const digits = text.trim().replace(/(?<=\d)_(?=\d)/g, '');
  const accepted = from === 'file' ? /^(?:0x[\da-f]{1,8}|0o[0-7]{1,10}|\d{1,12})$/i : /^\d{1,12}$/;
  return accepted.test(digits) ? Number(digits) * second : undefined;
}
