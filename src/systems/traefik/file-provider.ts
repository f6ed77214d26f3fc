import type { Process } from '../../model/process.ts';
import type { Reader } from '../reader.ts';
import type { Target } from '../system.ts';
import { type Entry, type Options, optionsOf } from './options.ts';
import { type Middlewares, passing } from './middlewares.ts';
import { protocolOf, type Router, serverOf } from './router.ts';
import { routesOfRule } from './rule.ts';
import { read, type Static } from './static.ts';
import { fileTransports, referred, type Transports } from './transports.ts';

/** The dynamic configuration that the file provider of a process reads. */
export function dynamicOptions(process: Process, configuration: Static, reader: Reader): Options {
  const option = (name: string) => configuration.options.get(`providers.file.${name}`)?.text.value;
  const filename = option('filename');
  const directory = option('directory')?.replace(/\/$/, '');
  const named = filename === undefined ? [] : [process.files.open(filename)].flatMap((source) => source ?? []);
  const found = directory === undefined ? [] : ['toml', 'yaml', 'yml'].flatMap((ending) => process.files.glob(`${directory}/*.${ending}`));
  return optionsOf([...named, ...found].flatMap((source) => read(source, reader)).filter(({ name }) => /^http\./i.test(name)));
}

/** The routers of the dynamic configuration whose services are servers with a URL. */
export function fileRouters(options: Options, middlewares: Middlewares): readonly Router[] {
  const transports = fileTransports(options);
  return routerNames(options).flatMap(({ name, place }) => {
    const at = (path: string) => options.get(`http.routers.${name}.${path}`.toLowerCase());
    const service = at('service')?.text;
    if (service === undefined || /@(?!file$)/i.test(service.value ?? '')) return [];
    const rule = at('rule')?.text;
    const servers = serversOf(options, service.value ?? service.expression);
    const [first] = servers;
    if (!first) return [];
    return [{
      routes: passing(rule ? routesOfRule(rule.value ?? rule.expression) : [{}], listAt(options, `http.routers.${name}.middlewares`), 'file', middlewares),
      entryPoints: listAt(options, `http.routers.${name}.entrypoints`),
      target: first.target,
      others: servers.slice(1).map(({ target }) => target),
      protocol: first.protocol,
      transport: transportOf(options, service.value ?? '', transports),
      server: first.place,
      place: rule?.places[0] ?? place,
    }];
  });
}

function routerNames(options: Options): readonly { readonly name: string; readonly place: Entry['keyPlace'] }[] {
  const names = new Map([...options.values()].toReversed().flatMap(({ name, keyPlace }) => {
    const own = /^http\.routers\.([^.]+)/i.exec(name)?.[1];
    return own === undefined ? [] : [[own, keyPlace] as const];
  }));
  return [...names].map(([name, place]) => ({ name, place })).toReversed();
}

function serversOf(options: Options, reference: string): readonly { readonly target: Target; readonly protocol: ReturnType<typeof protocolOf>; readonly place: Entry['keyPlace'] }[] {
  const prefix = `http.services.${reference.replace(/@.*$/, '')}.loadbalancer.servers.`.toLowerCase();
  return [...options].filter(([key]) => key.startsWith(prefix) && key.endsWith('.url')).map(([, { text }]) => ({ ...serverOf(text.value, text.expression), place: text.places[0] }));
}

function transportOf(options: Options, service: string, transports: Transports): Router['transport'] {
  const written = options.get(`http.services.${service.replace(/@.*$/, '')}.loadbalancer.serverstransport`.toLowerCase());
  return written && referred(written.text.value ?? written.text.expression, transports, written.text.places[0]);
}

const listAt = (options: Options, key: string): readonly string[] =>
  [...options].filter(([name]) => name.startsWith(`${key.toLowerCase()}.`)).flatMap(([, { text }]) => text.value ?? []);
