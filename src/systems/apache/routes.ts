import { distinctBy } from '../../model/distinct.ts';
import type { Route } from '../../model/layer.ts';
import { unknownPath } from '../../model/path-change.ts';
import type { Setting } from '../../model/setting.ts';
import { type Fact, no, yes } from '../../model/value.ts';
import type { RouteReading, Target } from '../system.ts';
import type { Context } from './context.ts';
import { type Kept, type Pass, passesIn } from './passes.ts';
import { passesThrough } from './rewrite.ts';
import { type Address, addressOf, pathIn } from './target.ts';
import { type Block, type Levels, named, textOf } from './tree.ts';
import { isOn, type Parameters, parametersOf, workerSettings } from './worker.ts';

/** The paths of a virtual host, or of the server outside of any, that are handed on. */
export function routesOf(levels: Levels, settings: readonly Setting[], context: Context): readonly RouteReading[] {
  const found = passesIn(levels.at(-1) ?? [], levels, context);
  // A websocket beside plain requests to the same server is the same connection to a reader of timeouts.
  return distinctBy(found.flatMap((pass) => (pass.address ? handedOn(pass, settings, context) : [kept(pass, settings)])), keyOf);
}

const kept = ({ route, place }: Kept, settings: readonly Setting[]): RouteReading => ({ route, settings, place });

function keyOf({ route, upstream }: RouteReading): string {
  const target = upstream?.target;
  return JSON.stringify([route, target?.kind === 'host' ? [target.host, target.port] : target]);
}

function handedOn(pass: Pass, settings: readonly Setting[], context: Context): readonly RouteReading[] {
  const address = pass.address && addressOf(pass.address);
  if (!address || address.scheme.startsWith('ws')) return [];
  const { ends, parameters, paths = [''] } = address.balancer === undefined ? single(pass, address, context) : balanced(address.balancer, pass, context);
  const [first, ...others] = ends;
  if (!first) return [{ route: pass.route, settings, place: pass.place, upstream: { target: address.target, protocol: 'unknown', pooled: yes('mod_proxy keeps connections to its backends'), place: pass.place } }];
  const pooled = pooledBy(first, parameters, pass, context);
  return [{
    route: { ...pass.route, ...sentAs(pass, first.protocol, paths) }, place: pass.place,
    settings: [...settings, ...workerSettings(parameters, pass.levels, context)],
    upstream: { target: first.target, protocol: first.protocol, pooled, place: pass.place, ...(others.length > 0 ? { others: others.map(({ target }): Target => target) } : {}) },
  }];
}

/** Of servers that speak HTTP or AJP; the path of a balancer's member comes first, where all have the same. */
function sentAs(pass: Pass, protocol: Address['protocol'], [first = '', ...others]: readonly string[]): Pick<Route, 'becomes'> {
  if (protocol === 'fastcgi' || protocol === 'uwsgi' || protocol === 'scgi') return {};
  const isOne = others.every((other) => other === first) && !passesThrough(pass.levels);
  const becomes = isOne ? pass.sends(`${first.replace(/\/$/, '')}${pathIn(pass.address.value ?? pass.address.expression)}`) : unknownPath('ProxyPass');
  return becomes ? { becomes } : {};
}

interface Ends {
  readonly ends: readonly Address[];
  /** The paths in the addresses of a balancer's members. */
  readonly paths?: readonly string[];
  readonly parameters: Parameters;
}

/** What `<Proxy url> ProxySet …` says of the address, under what the pass says itself. */
function single(pass: Pass, address: Address, context: Context): Ends {
  const url = pass.address.value ?? pass.address.expression;
  const sections = proxySections(pass.levels).filter(({ args }) => args[0] !== undefined && url.startsWith(args[0].text));
  const sets = sections.flatMap(({ children = [] }) => named(children, 'proxyset').flatMap(({ args }) => args));
  return { ends: [address], parameters: new Map([...parametersOf(sets, context), ...parametersOf(pass.parameters, context)]) };
}

/** The members of a balancer; the first one's parameters stand for all. */
function balanced(name: string, pass: Pass, context: Context): Ends {
  const section = proxySections(pass.levels).find(({ args }) => args[0]?.text.toLowerCase().replace(/\/+$/, '') === `balancer://${name}`);
  const members = named(section?.children ?? [], 'balancermember');
  const active = members.filter(({ args }) => !args.some(({ text }) => /^status=.*[hd]/i.test(text)));
  const ends = active.flatMap(({ args, place }) => addressOf(textOf(args[0], context.variables, place)) ?? []);
  const paths = active.map(({ args, place }) => pathIn(textOf(args[0], context.variables, place).value ?? ''));
  return { ends, paths, parameters: parametersOf(active[0]?.args.slice(1) ?? [], context) };
}

const proxySections = (levels: Levels): readonly Block[] => levels.flatMap((level) => named(level, 'proxy'));

function pooledBy({ protocol, target }: Address, parameters: Parameters, pass: Pass, context: Context): Fact {
  const disable = parameters.get('disablereuse');
  const enable = parameters.get('enablereuse');
  if (disable && isOn(disable)) return no('disablereuse=On', ...disable.places);
  if (enable?.value?.toLowerCase() === 'off') return no('enablereuse=Off', ...enable.places);
  if (protocol === 'uwsgi' || protocol === 'scgi') return no(`the ${protocol} protocol never reuses connections`, pass.place);
  if (protocol === 'fastcgi') return isOn(enable) ? yes('enablereuse=On', pass.place) : no('mod_proxy_fcgi does not reuse connections by default', pass.place);
  const nokeepalive = pass.levels.flatMap((level) => named(level, 'setenv')).find(({ args }) => args[0]?.text === 'proxy-nokeepalive' && args[1]?.text !== '0');
  if (nokeepalive) return no('SetEnv proxy-nokeepalive', nokeepalive.place);
  const hasWorker = pass.makesWorker || proxySections(pass.levels).some(({ args }) => args[0] !== undefined && (pass.address.value ?? '').startsWith(args[0].text)) || workerFor(target, pass, context);
  return hasWorker ? yes('mod_proxy keeps connections to its backends', pass.place) : no('no worker is defined for this address, and the shared one keeps no connections', pass.place);
}

/** A ProxyPass elsewhere that made a worker for the same server. */
function workerFor(target: Target, pass: Pass, context: Context): boolean {
  if (target.kind !== 'host') return false;
  return pass.levels.some((level) => named(level, 'proxypass').some(({ args, place }) => args.some((argument) => {
    const other = addressOf(textOf(argument, context.variables, place))?.target;
    return other?.kind === 'host' && other.host === target.host && other.port === target.port;
  })));
}
