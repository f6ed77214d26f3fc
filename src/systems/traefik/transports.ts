import type { Place } from '../../model/place.ts';
import type { Scene } from '../../model/scene.ts';
import { get } from '../../syntax/yaml-read.ts';
import { forwardingOptions } from './facts.ts';
import { fromYaml, type Options, optionsOf } from './options.ts';
import type { Transport } from './router.ts';
import { timersBelow } from './timeouts.ts';

/** Named ServersTransports, by the name that a reference would use within their provider. */
export type Transports = ReadonlyMap<string, Transport>;

/** `http.serversTransports` of the dynamic configuration files. */
export function fileTransports(options: Options): Transports {
  const found = new Map<string, Transport>();
  for (const { name, keyPlace } of options.values()) {
    const own = /^http\.serverstransports\.([^.]+)/i.exec(name)?.[1];
    if (own === undefined || found.has(own.toLowerCase())) continue;
    const prefix = `http.serversTransports.${own}`;
    found.set(own.toLowerCase(), { name: own, prefix, place: keyPlace, settings: timersBelow(prefix, forwardingOptions, options) });
  }
  return found;
}

/** ServersTransport objects, as `namespace/name`. */
export function objectTransports(scene: Scene): Transports {
  const objects = scene.objects.filter(({ kind, apiVersion }) => kind === 'ServersTransport' && apiVersion.startsWith('traefik.'));
  return new Map(objects.map((object) => {
    const options = optionsOf(fromYaml(get(object.node, 'spec')).map((one) => ({ ...one, name: `spec.${one.name}` })));
    const transport = { name: object.name, prefix: 'spec', place: object.place, settings: timersBelow('spec', forwardingOptions, options) };
    return [`${object.namespace}/${object.name}`, transport] as const;
  }));
}

/** A reference, `name@file`, to a transport; `undefined` for the one that is always there. */
export function referred(reference: string, transports: Transports, place: Place): Transport | undefined {
  const name = reference.replace(/@.*$/, '');
  if (/^default(@internal)?$/i.test(reference)) return undefined;
  return transports.get(name) ?? transports.get(name.toLowerCase()) ?? { name, prefix: name, place, settings: undefined };
}
