import type { Route } from '../../model/layer.ts';
import { type Block, type Levels, findNamed, firstNamed, levelOf } from './tree.ts';

/** What a location is written for, as far as its directives show: a suggestion, never a fact. */
export function hintOf(levels: Levels): Pick<Route, 'hint'> {
  const own = levels.at(-1) ?? [];
  if (anyHeader(levels, upgrades)) return { hint: 'websocket' };
  if (firstNamed(own, 'proxy_buffering')?.args[0]?.text === 'off' || anyHeader(levels, streams)) return { hint: 'stream' };
  return firstNamed(own, 'proxy_max_temp_file_size') ? { hint: 'download' } : {};
}

const anyHeader = (levels: Levels, test: (header: Block) => boolean): boolean =>
  ['proxy_set_header', 'add_header'].some((name) => findNamed(levels[levelOf(levels, name)] ?? [], name, test) !== undefined);

const upgrades = ({ args: [name, value] }: Block): boolean => value !== undefined && name?.text.toLowerCase() === 'upgrade';

function streams({ args }: Block): boolean {
  if (args.some(({ text }) => text.toLowerCase().includes('text/event-stream'))) return true;
  const [name, value] = args;
  return name?.text.toLowerCase() === 'x-accel-buffering' && value !== undefined && value.text.toLowerCase().startsWith('no');
}
