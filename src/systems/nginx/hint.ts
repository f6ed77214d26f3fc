import type { Route } from '../../model/layer.ts';
import { type Levels, nearest } from './tree.ts';

/** What a location is written for, as far as its directives show: a suggestion, never a fact. */
export function hintOf(levels: Levels): Pick<Route, 'hint'> {
  const headers = [...nearest(levels, 'proxy_set_header'), ...nearest(levels, 'add_header')].map(({ args }) => args.map(({ text }) => text.toLowerCase()).join(' '));
  const isOff = (name: string): boolean => nearest(levels.slice(-1), name)[0]?.args[0]?.text === 'off';
  if (headers.some((header) => header.startsWith('upgrade '))) return { hint: 'websocket' };
  if (isOff('proxy_buffering') || headers.some((header) => header.includes('text/event-stream') || header.startsWith('x-accel-buffering no'))) return { hint: 'stream' };
  return nearest(levels.slice(-1), 'proxy_max_temp_file_size').length > 0 ? { hint: 'download' } : {};
}
