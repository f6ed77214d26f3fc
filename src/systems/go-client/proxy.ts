import type { Fact } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { localNames, methodOf, objectOf } from '../program/calls.ts';
import { type Client, routeOf } from '../program/client.ts';
import type { Located } from '../program/follow.ts';
import type { GoContext } from '../program/go-value.ts';
import { addressOf, type Address, piecesOf } from '../program/url.ts';
import { type Pool, shared, transportOf } from './pool.ts';

/** `httputil.ReverseProxy`: a pool of its own towards one upstream. */
export async function proxiesIn(program: Program, context: GoContext): Promise<readonly { readonly client: Client; readonly pooled: Fact }[]> {
  const names = localNames(program, ['net/http/httputil'], ['*', 'default', 'httputil']);
  const made = program.calls.filter((call) => names.includes(objectOf(call)) && /^(NewSingleHostReverseProxy|ReverseProxy)$/.test(methodOf(call)));
  return Promise.all(made.map(async (call) => {
    const pool = await poolFor(call, program, context);
    const { target } = await upstreamOf(call, program, context);
    const routes = [routeOf({ target, route: {} }, call.place, pool.settings, pool.pooled)];
    return { client: { place: call.place, profile: `proxy-${pool.profile}`, settings: pool.settings, routes }, pooled: pool.pooled };
  }));
}

async function poolFor(call: Call, program: Program, context: GoContext): Promise<Pool> {
  const later = program.definitions.findLast((one) => call.assigned !== undefined && one.name === `${call.assigned}.Transport`);
  const keyword = call.keywords.find((one) => one.name === 'Transport');
  const at: Located | undefined = later ? { expression: later.value, program, scope: later.scope } : keyword && { expression: keyword.value, program, scope: call.scope };
  return at ? transportOf(at, context) : shared;
}

async function upstreamOf(call: Call, program: Program, { reader }: GoContext): Promise<Address> {
  const [url] = call.args;
  if (!url) return addressOf([{ expression: 'Director' }], 'Director');
  return addressOf(await piecesOf({ expression: url, program, scope: call.scope }, reader), url.text);
}
