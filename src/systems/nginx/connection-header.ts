import { type Block, type Levels, findNamed, levelOf } from './tree.ts';

export const isConnection = ({ args: [name] }: Block): boolean => name?.text.toLowerCase() === 'connection';

/** The `proxy_set_header Connection` that is written on a level. */
export const connectionIn = (level: readonly Block[]): Block | undefined => findNamed(level, 'proxy_set_header', isConnection);

/** The one that is in force: headers are inherited as a whole, so that one on an inner level drops every one of the outer levels. */
export function connectionOf(levels: Levels): Block | undefined {
  const level = levels[levelOf(levels, 'proxy_set_header')];
  return level && connectionIn(level);
}
