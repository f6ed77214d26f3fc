import type { Version } from '../../model/layer.ts';
import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Scene } from '../../model/scene.ts';
import type { Reader } from '../reader.ts';
import { type EntryPoint, entryPointsOf } from './entry-point.ts';
import { dynamicOptions, fileRouters } from './file-provider.ts';
import { labelRouters } from './labels.ts';
import { fileMiddlewares, labelMiddlewares, type Middlewares } from './middlewares.ts';
import type { Options } from './options.ts';
import type { Router } from './router.ts';
import { type Static, staticOf } from './static.ts';
import { fileTransports, referred } from './transports.ts';
import { isTraefikImage, versionOf } from './version.ts';

/** One Traefik that the scene starts. */
export interface Instance {
  readonly process: Process;
  readonly configuration: Static;
  readonly dynamic: Options;
  readonly entryPoints: readonly EntryPoint[];
  readonly version: Version;
  readonly place: Place;
  /** It reads Ingresses and IngressRoutes. */
  readonly cluster: boolean;
}

export function instancesOf(scene: Scene, reader: Reader): readonly Instance[] {
  return scene.processes.filter(isTraefik).map((process) => {
    const configuration = staticOf(process, reader);
    const version = versionOf(process, reader);
    const place = configuration.place ?? process.place;
    return {
      process, configuration, version, place,
      dynamic: dynamicOptions(process, configuration, reader),
      entryPoints: entryPointsOf(configuration.options, version, place),
      cluster: process.workload.namespace !== undefined || [...configuration.options.keys()].some((name) => name.startsWith('providers.kubernetes')),
    };
  });
}

/** By its program; by its image where the command holds arguments alone, or nothing. */
function isTraefik(process: Process): boolean {
  const program = process.argv[0]?.value ?? process.argv[0]?.expression;
  if (program !== undefined && /(^|\/)traefik$/.test(program)) return true;
  const { image } = process;
  const ofImage = image !== undefined && [image.name, ...image.bases.map(({ name }) => name)].some(isTraefikImage);
  return ofImage && (program === undefined || program.startsWith('-') || /(^|\/)entrypoint\.sh$/.test(program));
}

/** The routers that its own providers see: files, and labels of the other containers. */
export function processRouters(instance: Instance, scene: Scene): readonly Router[] {
  const middlewares = middlewaresOf(instance, scene);
  return [...fileRouters(instance.dynamic, middlewares), ...(readsLabels(instance) ? containerRouters(instance, scene, middlewares) : [])];
}

/** What files and labels define, each under its provider's name. */
export const middlewaresOf = ({ dynamic }: Instance, { processes }: Scene): Middlewares => new Map([...fileMiddlewares(dynamic), ...labelMiddlewares(processes)]);

const labelProviders = ['docker', 'swarm', 'podman', 'ecs'];

function readsLabels({ configuration: { from, options } }: Instance): boolean {
  return from === 'unseen file' || labelProviders.some((name) => [...options.keys()].some((key) => key === `providers.${name}` || key.startsWith(`providers.${name}.`)));
}

function containerRouters({ process, configuration, dynamic }: Instance, scene: Scene, middlewares: Middlewares): readonly Router[] {
  const exposed = labelProviders.every((name) => configuration.options.get(`providers.${name}.exposedbydefault`)?.text.value?.toLowerCase() !== 'false');
  const transports = fileTransports(dynamic);
  const others = scene.processes.filter((other) => other.id !== process.id && other.workload.kind === 'service');
  return others.flatMap((other) => labelRouters(other, exposed, middlewares, (name, text) => referred(name, transports, text.places[0])));
}
