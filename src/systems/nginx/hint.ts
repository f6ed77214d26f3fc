import type { Route } from '../../model/layer.ts';
import { type Block, type Levels, firstNamed, nearest } from './tree.ts';

/** What a location is written for, as far as its directives show: a suggestion, never a fact. */
export function hintOf(levels: Levels): Pick<Route, 'hint'> {
  const [sent, added] = [nearest(levels, 'proxy_set_header'), nearest(levels, 'add_header')];
  const own = levels.at(-1) ?? [];
  if (sent.some(upgrades) || added.some(upgrades)) return { hint: 'websocket' };
  if (firstNamed(own, 'proxy_buffering')?.args[0]?.text === 'off' || sent.some(streams) || added.some(streams)) return { hint: 'stream' };
  return firstNamed(own, 'proxy_max_temp_file_size') ? { hint: 'download' } : {};
}

const upgrades = ({ args: [name, value] }: Block): boolean => value !== undefined && name?.text.toLowerCase() === 'upgrade';

function streams({ args }: Block): boolean {
  if (args.some(({ text }) => text.toLowerCase().includes('text/event-stream'))) return true;
  const [name, value] = args;
  return name?.text.toLowerCase() === 'x-accel-buffering' && value !== undefined && value.text.toLowerCase().startsWith('no');
}
