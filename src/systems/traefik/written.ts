import { parseDuration } from '../../model/duration.ts';
import { no } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { acceptGrace, duration, entryPointOptions, facts, forwardingOptions, links, type Option } from './facts.ts';
import type { Instance } from './instance.ts';
import type { Entry, Options } from './options.ts';
import type { Router } from './router.ts';
import { unknownOptions } from './unknown.ts';

/** Static options that cannot be read, or that nothing uses. */
export function writtenIn(instance: Instance, routers: readonly Router[]): readonly Written[] {
  const { configuration, dynamic } = instance;
  return [
    ...timed(configuration.options).flatMap(invalid),
    ...timed(dynamic).flatMap(invalid),
    ...unknownOptions(configuration.options),
    ...unknownOptions(dynamic),
    ...bypassed(configuration.options, routers),
    ...shadowed(instance),
  ];
}

interface Timed {
  readonly entry: Entry;
  readonly option: Option;
}

const patterns: readonly (readonly [RegExp, readonly Option[]])[] = [
  [/^entrypoints\.[^.]+\.(.+)$/i, [...entryPointOptions, { path: acceptGrace, timer: 'stop.graceful', zero: 'none' }]],
  [/^serverstransport\.(.+)$/i, forwardingOptions],
  [/^http\.serverstransports\.[^.]+\.(.+)$/i, forwardingOptions],
];

function timed(options: Options): readonly Timed[] {
  return [...options.values()].filter(({ table }) => !table).flatMap((entry) => patterns.flatMap(([pattern, known]) => {
    const path = pattern.exec(entry.name)?.[1]?.toLowerCase();
    const option = known.find((one) => one.path.toLowerCase() === path);
    return option ? [{ entry, option }] : [];
  }));
}

function invalid({ entry: { name, text }, option }: Timed): readonly Written[] {
  if (text.value === undefined || parseDuration(text.value, duration) !== undefined || /\{\{|\$\{|<%/.test(text.value)) return [];
  return [{
    fault: 'invalid', system: facts.system, name, text, timer: option.timer, place: text.places[0], related: [],
    works: no('Traefik takes a Go duration (30s, 1m30s) or bare seconds', ...text.places),
    refused: true,
    symptom: 'Traefik does not start, or does not load this file',
    advice: 'write a Go duration such as 30s, or bare seconds',
    link: links.entryPoints,
  }];
}

/** Static forwarding timeouts while every router names a ServersTransport of its own. */
function bypassed(options: Options, routers: readonly Router[]): readonly Written[] {
  if (routers.length === 0 || routers.some(({ transport }) => transport === undefined)) return [];
  const places = [...new Map(routers.flatMap(({ transport }) => (transport ? [[transport.name, transport.place] as const] : []))).values()];
  return timed(options).filter(({ entry }) => /^serverstransport\./i.test(entry.name)).map(({ entry: { name, text }, option }) => ({
    fault: 'ineffective', system: facts.system, name, text, timer: option.timer, place: text.places[0],
    related: places.map((place) => ({ place, message: 'this ServersTransport inherits nothing from the static configuration' })),
    works: no('every router uses a named ServersTransport, which starts from its own defaults', ...places),
    symptom: 'the value is ignored and the defaults of the named ServersTransport apply',
    advice: `write ${option.path} in the named ServersTransport`,
    link: links.transport,
  }));
}

/** Command line options beside a configuration file: Traefik reads the file alone. */
function shadowed({ configuration: { shadowed: typed, source } }: Instance): readonly Written[] {
  if (!source) return [];
  const options: Options = new Map(typed.map((one) => [one.name.toLowerCase(), one]));
  return timed(options).map(({ entry: { name, text }, option }) => ({
    fault: 'ineffective', system: facts.system, name, text, timer: option.timer, place: text.places[0],
    related: [{ place: source.place(0), message: 'the static configuration is read from this file alone' }],
    works: no('file, command line and environment are never mixed, and the file comes first', source.place(0)),
    symptom: 'the option is ignored',
    advice: 'move it into the configuration file, or drop the file',
    link: links.entryPoints,
  }));
}
