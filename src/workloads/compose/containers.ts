import type { Tree } from '../../discover/tree.ts';
import { day, goDuration, type Grammar } from '../../model/duration.ts';
import type { Project } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { get, isScalar } from '../../syntax/yaml-read.ts';
import { placeOf } from '../../syntax/yaml.ts';
import type { BuiltImage } from '../dockerfile/built-image.ts';
import type { Container } from '../container.ts';
import { manifestSetting } from '../setting.ts';
import { type BuildRequest, buildRequest } from './build.ts';
import { commandWords } from './command.ts';
import type { ComposeFile } from './compose-file.ts';
import { environmentOf } from './environment.ts';
import { aliasesOf, mountsOf } from './mounts.ts';
import { portsOf } from './ports.ts';
import { all, type Interpolate, last, type MergedService, pairs } from './service.ts';
import type { Text } from '../../model/value.ts';

export interface StackContext {
  readonly project: Project;
  readonly files: readonly [ComposeFile, ...ComposeFile[]];
  readonly tree: Tree;
  readonly interpolate: Interpolate;
  readonly variables: ReadonlyMap<string, Text>;
  readonly build: (request: BuildRequest) => BuiltImage | undefined;
}

/** `undefined` for a service that names neither an image nor a build. */
export function containerOf(service: MergedService, stack: StackContext): Container | undefined {
  const { interpolate, files, tree, project } = stack;
  const image = last(service, 'image');
  const request = buildRequest(service, interpolate, tree);
  const opening = last(service, 'command') ?? last(service, 'entrypoint') ?? image ?? last(service, 'build');
  if (!opening) return undefined;
  const id = `compose/${files[0].path}/${service.name}`;
  const scalar = (field: string): string | undefined => interpolate(last(service, field)?.node)?.value;
  const sharing = /^(?:service|container):(.+)$/.exec(scalar('network_mode') ?? '')?.[1];
  const names = [service.name, scalar('container_name'), scalar('hostname'), ...aliasesOf(service, interpolate)];
  return {
    id,
    project,
    workload: { kind: 'service', name: service.name },
    container: service.name,
    network: scalar('network_mode') === 'host' ? `compose/${files[0].path}#host` : sharing === undefined ? id : `compose/${files[0].path}/${sharing}`,
    names: [...new Set(names.filter((name) => name !== undefined))],
    labels: labelsOf(service, interpolate),
    image: interpolate(image?.node),
    build: request && stack.build(request),
    entrypoint: commandWords(last(service, 'entrypoint')?.node, stack),
    command: commandWords(last(service, 'command')?.node, stack),
    env: environmentOf(service, stack),
    interpolated: stack.variables,
    workdir: scalar('working_dir'),
    ports: portsOf(service, interpolate),
    settings: settingsOf(service, interpolate),
    sysctls: pairs(service, 'sysctls', interpolate),
    mounts: mountsOf(service, files, tree, interpolate),
    sources: request ? [request.context] : [],
    home: files[0].folder,
    place: placeOf(opening.key),
  };
}

function labelsOf(service: MergedService, interpolate: Interpolate): ReadonlyMap<string, Text> {
  const deploy = all(service, 'deploy').flatMap(({ node, folder }) => {
    const labels = get(node, 'labels');
    return labels?.kind === 'map' || labels?.kind === 'list' ? [{ node, folder }] : [];
  });
  const swarm: MergedService = { name: service.name, layers: deploy.flatMap(({ node, folder }) => (node.kind === 'map' ? [{ node, folder }] : [])) };
  return new Map([...pairs(service, 'labels', interpolate), ...pairs(swarm, 'labels', interpolate)]);
}

const health: readonly (readonly [field: string, timer: Timer])[] = [['interval', 'health.period'], ['timeout', 'health.timeout'], ['retries', 'health.failures'], ['start_period', 'health.delay']];
/** Days and weeks are taken by compose's parser though its specification does not name them: https://github.com/compose-spec/compose-go/blob/269307de/types/duration.go */
const duration: Grammar = { ...goDuration, suffixes: { ...goDuration.suffixes, d: day, w: 7 * day } };
const count = { bare: 1, suffixes: {}, decimals: false, compound: false };

function settingsOf(service: MergedService, interpolate: Interpolate): readonly Setting[] {
  const grace = interpolate(last(service, 'stop_grace_period')?.node);
  const checks = health.flatMap(([field, timer]) => {
    const node = all(service, 'healthcheck').flatMap((check) => get(check.node, field) ?? []).at(-1);
    const text = isScalar(node) ? interpolate(node) : undefined;
    return text ? [manifestSetting(timer, `healthcheck.${field}`, text, timer === 'health.failures' ? count : duration)] : [];
  });
  return grace ? [...checks, manifestSetting('stop.grace', 'stop_grace_period', grace, duration)] : checks;
}
