import type { Setting } from '../../model/setting.ts';
import { known } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { layersOf, routeOf } from '../program/client.ts';
import { entryOf, type Located, record } from '../program/follow.ts';
import { type Address } from '../program/url.ts';
import { followed, secondsOf } from '../python/amounts.ts';
import { fullCallee, imports } from '../python/library.ts';
import { outlives } from '../python/objects.ts';
import { kernelProbe } from '../python/sockets.ts';
import { addressesOf, located } from '../python/urls.ts';
import { packageVersion } from '../python/version.ts';
import type { Reader } from '../reader.ts';
import { programmed } from '../setting.ts';
import type { LayerReading, Reading } from '../system.ts';
import { facts } from './facts.ts';

export const claims = (path: string, text: string): boolean => imports(path, text, /^[ \t]*(?:import|from)[ \t]+(?:boto3|botocore)\b/m) && /\b(?:client|resource|create_client)\s*\(/.test(text);

export async function fromFile(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const calls = program?.calls.filter((call) => isClient(call, program)) ?? [];
  if (program === undefined || calls.length === 0) return undefined;
  return { layers: merged((await Promise.all(calls.map((call) => clientOf(call, program, reader)))).flat()) };
}

/** Clients of one configuration are one layer with a route for each. */
function merged(layers: readonly LayerReading[]): readonly LayerReading[] {
  const groups = new Map<string, LayerReading>();
  for (const layer of layers) {
    const key = JSON.stringify([layer.settings, layer.routes.map((route) => route.upstream?.pooled.value)]);
    const first = groups.get(key);
    groups.set(key, first ? { ...first, routes: [...first.routes, ...layer.routes] } : layer);
  }
  return [...groups.values()];
}

/** `boto3.client(…)`, and the same on a session that the file makes. */
function isClient(call: Call, program: Program): boolean {
  const full = fullCallee(program, call);
  if (/^boto3\.(?:client|resource)$/.test(full)) return true;
  const [, owner, method] = /^(.+)\.(client|resource|create_client)$/.exec(call.callee) ?? [];
  const receiver = call.receiver?.kind === 'call' ? call.receiver : program.calls.find((other) => owner !== undefined && other.assigned === owner);
  const made = method !== undefined || /^(?:client|resource|create_client)$/.test(call.callee) ? receiver : undefined;
  return made !== undefined && /^(?:boto3|aioboto3|botocore|aiobotocore)\..*(?:[Ss]ession|get_session)$/.test(fullCallee(program, made));
}

async function clientOf(call: Call, program: Program, reader: Reader): Promise<readonly LayerReading[]> {
  const settings = await configOf(call, program, reader);
  const pooled = outlives({ call }, program);
  const endpoint = keyword(call, 'endpoint_url')?.value;
  const service: Address = { target: { kind: 'unknown', reason: 'an AWS service', expression: call.args[0]?.text ?? '' }, route: {} };
  const addresses = endpoint ? await addressesOf(located(endpoint, call, program), undefined, reader) : [service];
  const routes = addresses.map((address) => routeOf({ target: address.target, route: address.route.host === undefined ? {} : { host: address.route.host } }, call.place, settings, pooled));
  const kind = { system: 'boto3', title: facts.title, version: packageVersion('boto3', [program.source.path], reader) };
  return layersOf([{ place: call.place, settings, routes }], kind, pooled);
}

async function configOf(call: Call, program: Program, reader: Reader): Promise<readonly Setting[]> {
  const value = keyword(call, 'config')?.value;
  const found = value && (await followed(value, call, program, reader));
  if (found?.expression.kind !== 'call' || !/(?:^|\.)Config$/.test(found.expression.callee)) return [];
  const config = found.expression;
  const connect = keyword(config, 'connect_timeout')?.value;
  const read = keyword(config, 'read_timeout')?.value;
  return [
    ...(connect ? [await secondsOf('upstream.connect', 'connect_timeout', { ...found, expression: connect }, reader)] : []),
    ...(read ? [await secondsOf('upstream.read', 'read_timeout', { ...found, expression: read }, reader)] : []),
    ...probe(config),
    ...(await retries(config, found, reader)),
  ];
}

/** It sets SO_KEEPALIVE and no idle time, so the first probe is the kernel's. */
function probe(config: Call): readonly Setting[] {
  const option = keyword(config, 'tcp_keepalive');
  return option?.value.kind === 'literal' && option.value.value === true ? [kernelProbe('tcp_keepalive', option.value.place)] : [];
}

/** `max_attempts` counts the repetitions, `total_max_attempts` the first try as well. */
async function retries(config: Call, at: Located, reader: Reader): Promise<readonly Setting[]> {
  const value = keyword(config, 'retries')?.value;
  const found = value && (await record({ ...at, expression: value }, reader));
  const total = found && entryOf(found.entries, 'total_max_attempts');
  const repeated = found && entryOf(found.entries, 'max_attempts');
  const entry = total ?? repeated;
  if (entry === undefined) return [];
  const setting = programmed('retry.attempts', total ? 'total_max_attempts' : 'max_attempts', await reader.evaluate(entry.expression, entry.program, entry.scope), 1);
  return [total || setting.value.kind !== 'known' ? setting : { ...setting, value: known(setting.value.amount + 1, setting.value.written) }];
}
