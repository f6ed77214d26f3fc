import type { Version } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { localNames, methodOf, objectOf } from '../program/calls.ts';
import { layersOf, routeOf } from '../program/client.ts';
import { follow, type Located } from '../program/follow.ts';
import { durationField } from '../program/go-duration.ts';
import { addressOf, type Address, piecesOf } from '../program/url.ts';
import { pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading, Written } from '../system.ts';
import { goGrpcFacts } from './facts.ts';

const keepalive = 'https://pkg.go.dev/google.golang.org/grpc/keepalive#ClientParameters';

/** `grpc.NewClient` and its older forms. */
export async function readGoGrpc(source: Source, reader: Reader): Promise<Reading | undefined> {
  const program = await reader.program(source);
  const names = program ? localNames(program, ['google.golang.org/grpc'], ['*', 'default', 'grpc']) : [];
  if (!program || names.length === 0) return undefined;
  const layers: LayerReading[] = [];
  const written: Written[] = [];
  for (const call of program.calls.filter((one) => names.includes(objectOf(one)) && /^(NewClient|Dial|DialContext)$/.test(methodOf(one)))) {
    const pings = await pingsOf(call, program, reader);
    if (pings) written.push(...pings.written);
    const version = versionOf(source.path, reader);
    // NewClient exists since 1.63, when TCP probes had been left to the kernel for three releases.
    const profile = methodOf(call) === 'NewClient' ? 'system-probes' : 'versioned';
    const pooled = yes('a gRPC channel keeps its connection', call.place);
    const settings: readonly Setting[] = pings ? [pings.setting] : [];
    const routes = [routeOf(await targetOf(call, program, reader), call.place, settings, pooled, 'grpc')];
    layers.push(...layersOf([{ place: call.place, profile, settings, routes }], { system: goGrpcFacts.system, title: goGrpcFacts.title, version }, pooled));
  }
  return layers.length === 0 ? undefined : { layers, written };
}

/** `keepalive.ClientParameters{ Time: … }` among the options, directly or through a variable of the file. */
async function pingsOf(call: Call, program: Program, reader: Reader): Promise<Awaited<ReturnType<typeof durationField>> | undefined> {
  const option = program.calls.find((one) => methodOf(one) === 'WithKeepaliveParams' && (call.args.includes(one) || !call.args.some((argument) => argument.kind === 'call' && methodOf(argument) === 'WithKeepaliveParams')));
  const [argument] = option?.args ?? [];
  if (!option || !argument) return undefined;
  const { expression, scope } = await follow({ expression: argument, program, scope: option.scope }, reader);
  const time = expression.kind === 'call' ? expression.keywords.find((one) => one.name === 'Time') : undefined;
  const at: Located = { expression: time?.value ?? expression, program, scope };
  return durationField({ system: goGrpcFacts.system, title: goGrpcFacts.title, name: 'keepalive.ClientParameters.Time', timer: 'probe.idle', link: keepalive }, at, { reader });
}

/** `dns:///host:port`, `host:port`. */
async function targetOf(call: Call, program: Program, reader: Reader): Promise<Address> {
  const target = call.args[methodOf(call) === 'DialContext' ? 1 : 0];
  if (!target) return addressOf([{ expression: call.text }], call.text);
  const pieces = await piecesOf({ expression: target, program, scope: call.scope }, reader);
  const [first, ...rest] = pieces;
  if (typeof first !== 'string') return addressOf(pieces, target.text);
  return { ...addressOf([`http://${first.replace(/^(?:dns|passthrough):\/\/\/?/, '')}`, ...rest], target.text), route: {} };
}

function versionOf(path: string, reader: Reader): Version {
  const known = reader.version(goGrpcFacts.system) ?? pinned(reader.dependency(path, 'google.golang.org/grpc'));
  return known === undefined ? { reason: 'no go.mod names google.golang.org/grpc' } : { known };
}
