import type { Version } from '../../model/layer.ts';
import type { Text } from '../../model/value.ts';
import type { Variables } from './text.ts';
import { type Block, named } from './tree.ts';
import type { Upstreams } from './upstream.ts';

/** What every reader of one running nginx needs. */
export interface Context {
  readonly version: Version;
  readonly variables: Variables;
  readonly upstreams: Upstreams;
  /** The contents of `http {}`. */
  readonly http: readonly Block[];
  /** The process's `net.ipv4.tcp_keepalive_time`, in seconds. */
  readonly keepaliveTime: Text | undefined;
}

/** The http level: what stands in `http {}`, or the whole file when it is a fragment that is included there. */
export function httpLevel(blocks: readonly Block[]): readonly Block[] {
  const http = named(blocks, 'http').flatMap((block) => block.children ?? []);
  if (http.length > 0) return http;
  return blocks.some((block) => ['events', 'stream', 'http'].includes(block.name)) ? [] : blocks;
}
