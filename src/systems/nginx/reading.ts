import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { passengerFaults, passengerLayers } from '../passenger/in-nginx.ts';
import type { Reading } from '../system.ts';
import { type Context, httpLevel } from './context.ts';
import type { Expanded } from './expand.ts';
import { layersOf } from './layers.ts';
import type { Variables } from './text.ts';
import { upstreamsOf } from './upstream.ts';
import { faultsOf } from './written.ts';

export interface Running {
  /** The layer's name, its bracket still open. */
  readonly title: string;
  readonly version: Version;
  readonly variables: Variables;
  readonly process?: Process;
  readonly keepaliveTime?: Text | undefined;
}

/** Layers and faults of one configuration. */
export function readingOf(expanded: Expanded, running: Running): Reading {
  const http = httpLevel(expanded.blocks);
  const context: Context = { version: running.version, variables: running.variables, http, upstreams: upstreamsOf(http, running.variables), keepaliveTime: running.keepaliveTime };
  return { layers: [...layersOf(running.title, context, running.process), ...passengerLayers(context, running.process)], written: [...faultsOf(context), ...passengerFaults(context)], problems: expanded.problems };
}
