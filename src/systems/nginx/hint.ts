import type { Route } from '../../model/layer.ts';
import { type Block, type Levels, firstNamed, nearest } from './tree.ts';

/** What a location is written for, as far as its directives show: a suggestion, never a fact. */
export function hintOf(levels: Levels): Pick<Route, 'hint'> {
  const headers = [...nearest(levels, 'proxy_set_header'), ...nearest(levels, 'add_header')].map(textOf);
  const own = levels.at(-1) ?? [];
  if (headers.some((header) => header.startsWith('upgrade '))) return { hint: 'websocket' };
  if (firstNamed(own, 'proxy_buffering')?.args[0]?.text === 'off' || headers.some((header) => header.includes('text/event-stream') || header.startsWith('x-accel-buffering no'))) return { hint: 'stream' };
  return firstNamed(own, 'proxy_max_temp_file_size') ? { hint: 'download' } : {};
}

const textOf = ({ args }: Block): string => args.reduce((text, argument) => (text === '' ? argument.text : `${text} ${argument.text}`), '').toLowerCase();
