import type { Place } from '../../model/place.ts';
import type { Target } from '../system.ts';
import { defaultPort } from './facts.ts';
import { type Variables, textOf } from './text.ts';
import { type Block, named } from './tree.ts';

/** An `upstream x {}` block. */
export interface Upstream {
  readonly name: string;
  readonly block: Block;
  readonly servers: readonly { readonly target: Target; readonly place: Place }[];
  readonly keepalive: Block | undefined;
  readonly idle: Block | undefined;
}

export type Upstreams = ReadonlyMap<string, Upstream>;

export function upstreamsOf(http: readonly Block[], variables: Variables): Upstreams {
  const found = new Map<string, Upstream>();
  for (const block of named(http, 'upstream')) {
    const [argument] = block.args;
    const text = argument && textOf(argument, variables);
    // A templated name is matched with the templated name of a pass directive, as written.
    const name = text?.value ?? text?.expression;
    if (name === undefined || found.has(name)) continue;
    found.set(name, read(name, block, variables));
  }
  return found;
}

function read(name: string, block: Block, variables: Variables): Upstream {
  const children = block.children ?? [];
  const servers = named(children, 'server').filter((server) => !server.args.slice(1).some((argument) => argument.text === 'down'));
  return {
    name, block,
    servers: servers.map((server) => ({ target: serverTarget(server, variables), place: server.place })),
    keepalive: named(children, 'keepalive')[0],
    idle: named(children, 'keepalive_timeout')[0],
  };
}

function serverTarget(server: Block, variables: Variables): Target {
  const [argument] = server.args;
  if (!argument) return { kind: 'unknown', reason: 'the server has no address', expression: '' };
  const text = textOf(argument, variables);
  if (text.value === undefined) return { kind: 'unknown', reason: 'only known at run time', expression: text.expression };
  return addressTarget(text.value, defaultPort);
}

/** `host`, `host:port`, `[::1]:port`, `unix:/path`. */
export function addressTarget(address: string, port: number | undefined): Target {
  if (address.startsWith('unix:')) return { kind: 'socket', path: address.slice('unix:'.length).replace(/:.*$/, '') };
  const parts = /^(\[[^\]]*\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(address);
  if (!parts || /[${}<>]/.test(address)) return { kind: 'unknown', reason: 'not an address that the files show', expression: address };
  return { kind: 'host', host: parts[1] ?? address, port: parts[2] === undefined ? port : Number(parts[2]) };
}
