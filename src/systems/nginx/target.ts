import type { Target } from '../system.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { remembered } from './remembered.ts';
import { valueOf } from './text.ts';
import { type Block, hidesBlocks, type Levels, named } from './tree.ts';
import { addressTarget, type Upstream } from './upstream.ts';

export interface PassTarget {
  readonly target: Target;
  readonly others: readonly Target[];
  readonly upstream: Upstream | undefined;
  /** Set when an upstream block may be meant, and nothing tells which. */
  readonly isOpen?: true;
}

/** Where a pass directive sends requests: an address, the servers of an upstream block, or what only run time tells. */
export function passTarget(directive: Block, pass: Pass, levels: Levels, context: Context): PassTarget {
  const [argument] = directive.args;
  if (!argument) return open('stands in an include that the repository does not hold', directive.name, context);
  const value = valueOf(argument, context.variables);
  const expression = argument.text;
  if (value === expression && !value.includes('$')) return plainTarget(expression, pass, context);
  const url = withVariables(value ?? expression, levels, context).replace(asItCame, '');
  return urlTarget(url, expression, value === undefined ? 'only known at run time' : inVariable, pass, context);
}

const inVariable = 'the address stands in a variable';
const plainTargets = remembered((_: Pass) => new Map<string, PassTarget>());

/** Many locations pass to the same address. */
function plainTarget(url: string, pass: Pass, context: Context): PassTarget {
  const known = plainTargets(pass, context);
  const target = known.get(url) ?? urlTarget(url, url, inVariable, pass, context);
  known.set(url, target);
  return target;
}

/** `hidden`: why an address is not known that still has something variable in it. */
function urlTarget(url: string, expression: string, hidden: string, pass: Pass, context: Context): PassTarget {
  const parts = /^(?:(https?|grpcs?):\/\/)?(unix:[^:]+|\[[^\]]*\][^/]*|[^/]+)(.*)$/s.exec(url);
  const authority = parts?.[2] ?? url;
  const upstream = context.upstreams.get(authority);
  if (upstream) return servers(upstream);
  if (/[${}<>]/.test(authority)) return open(hidden, expression, context);
  const target = addressTarget(authority, portOf(parts?.[1], pass));
  return { target: target.kind === 'host' ? { ...target, ...pathOf(parts?.[3]) } : target, others: [], upstream: undefined };
}

/** Behind an address without a path, these change nothing. */
const asItCame = /(?<=^[^/]*\/\/[^/$]+)\$(?:request_uri|uri(?:\$is_args\$args)?)$/;

function open(reason: string, expression: string, context: Context): PassTarget {
  const mayBeUpstream = context.upstreams.size > 0 || named(context.http, 'include').some(hidesBlocks);
  return { target: { kind: 'unknown', reason, expression }, others: [], upstream: undefined, ...(mayBeUpstream ? { isOpen: true as const } : {}) };
}

function servers(upstream: Upstream): PassTarget {
  const [first, ...others] = upstream.servers.map((server) => server.target);
  const target: Target = first ?? { kind: 'unknown', reason: `upstream ${upstream.name} has no server`, expression: upstream.name };
  return { target, others, upstream };
}

/** The address of a pass directive or server without path and credentials. */
export const addressText = (url: string): string | undefined => /^(?:[a-z]+:\/\/)?(?:[^/@\s]*@)?(unix:[^:\s]+|\[[^\]]*\][^/\s]*|[^/\s]+)/.exec(url)?.[1];

function portOf(scheme: string | undefined, pass: Pass): number | undefined {
  if (scheme === 'https' || scheme === 'grpcs') return 443;
  return pass.prefix === 'proxy' || pass.prefix === 'grpc' ? 80 : undefined;
}

function pathOf(path: string | undefined): { readonly path?: string } {
  return path === undefined || path === '' || /[${}<>]/.test(path) ? {} : { path };
}

const mostSteps = 5;

/** Fills in variables that `set` gives a literal, or for which a map has a default. */
function withVariables(text: string, levels: Levels, context: Context): string {
  let current = text;
  for (let step = 0; step < mostSteps; step += 1) {
    const next = current.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => literalOf(`$${name}`, levels, context) ?? whole);
    if (next === current || next.length > 500) break;
    current = next;
  }
  return current;
}

function literalOf(variable: string, levels: Levels, context: Context): string | undefined {
  const sets = levels.flatMap((level) => named(level, 'set')).filter((block) => block.args[0]?.text === variable);
  const [value] = sets.slice(-1).map((block) => block.args[1] && valueOf(block.args[1], context.variables));
  if (sets.length > 0) return value;
  const map = named(context.http, 'map').find((block) => block.args[1]?.text === variable);
  const fallback = map && named(map.children ?? [], 'default')[0]?.args[0];
  return fallback && valueOf(fallback, context.variables);
}
