import type { Setting } from '../../model/setting.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';
import { serverOptions } from './facts.ts';
import { textOf, timed, type Variables } from './text.ts';

/** The `servers` options for a port; a block with an address is for that address alone. */
export function serverSettings(globals: readonly CaddyDirective[], port: number | undefined, variables: Variables): readonly Setting[] {
  const blocks = globals.filter(({ name }) => name === 'servers');
  const block = blocks.find(({ args }) => args[0] && port !== undefined && args[0].text.endsWith(`:${port}`)) ?? blocks.find(({ args }) => args.length === 0);
  const lines = block?.children ?? [];
  const timeouts = lines.find(({ name }) => name === 'timeouts')?.children ?? [];
  return [...serverOptions.flatMap((option) => {
    const word = timeouts.findLast(({ name }) => name === option.name)?.args[0];
    return word ? timed(option.timer, `servers timeouts ${option.name}`, textOf(word, variables), option.zero) : [];
  }), ...probe(lines, variables), ...grace(globals, variables)];
}

function probe(lines: readonly CaddyDirective[], variables: Variables): readonly Setting[] {
  const word = lines.findLast(({ name }) => name === 'keepalive_interval')?.args[0];
  return word ? timed('probe.idle', 'servers keepalive_interval', textOf(word, variables), 'default').map((setting) => ({ ...setting, side: 'downstream' })) : [];
}

function grace(globals: readonly CaddyDirective[], variables: Variables): readonly Setting[] {
  const word = globals.findLast(({ name }) => name === 'grace_period')?.args[0];
  return word ? timed('stop.graceful', 'grace_period', textOf(word, variables)) : [];
}
