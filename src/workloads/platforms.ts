import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Project } from '../model/layer.ts';
import { type Datum, datumAt, datumsAt, entryOf, type MapDatum, type Resource, textAt, valueAt } from '../model/resource.ts';
import type { Text } from '../model/value.ts';
import { constantSource } from './command/constant-source.ts';
import { shellLine } from './command/words.ts';
import type { Container, Word } from './container.ts';
import { builtAlone } from './dockerfile/find.ts';
import { bare } from './plain/procfile.ts';

type Kind = 'cloud-run' | 'container-app' | 'app-runner';

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['google_cloud_run_service', 'cloud-run'], ['google_cloud_run_v2_service', 'cloud-run'],
  ['azurerm_container_app', 'container-app'], ['Microsoft.App/containerApps', 'container-app'],
  ['aws_apprunner_service', 'app-runner'],
]);

/** The services among some resources whose containers a provider runs by itself. */
export const platformServices = (resources: readonly Resource[], kind: Kind): readonly Resource[] => resources.filter(({ type }) => kinds.get(type) === kind);

/** What those services run. */
export function platformContainers(resources: readonly Resource[], project: Project, tree: Tree): readonly Container[] {
  return resources.flatMap((service) => {
    const kind = kinds.get(service.type);
    return kind === undefined ? [] : containersIn(kind, service).map((one, index) => containerOf({ ...one, kind, service, index }, project, tree));
  });
}

interface Listed {
  readonly container: Datum;
  readonly port: Text | undefined;
  readonly usualPort: number | undefined;
}

interface Described extends Listed {
  readonly kind: Kind;
  readonly service: Resource;
  readonly index: number;
}

function containersIn(kind: Kind, { body }: Resource): readonly Listed[] {
  if (kind === 'app-runner') return imageOf(body);
  const properties = datumAt(body, 'properties');
  const template = first(datumAt(body, 'template') ?? datumAt(properties, 'template'));
  const ingress = textAt(datumAt(properties, 'configuration'), 'ingress', 'targetPort') ?? textAt(body, 'ingress', 'target_port');
  const containers = [...datumsAt(first(datumAt(template, 'spec')) ?? template, 'containers'), ...datumsAt(template, 'container')];
  if (kind === 'container-app') return containers.map((container) => ({ container, port: ingress, usualPort: undefined }));
  // Of several containers the one with a port is asked; the others stand beside it.
  const isNamed = containers.some((container) => textAt(container, 'ports', 'container_port'));
  return containers.map((container) => ({ container, port: textAt(container, 'ports', 'container_port'), usualPort: isNamed ? undefined : 8080 }));
}

/** The image of App Runner, in the words of a container. */
function imageOf(body: MapDatum): readonly Listed[] {
  const repository = datumAt(body, 'source_configuration', 'image_repository');
  const image = entryOf(first(repository), 'image_identifier');
  if (!image) return [];
  const configuration = first(datumAt(repository, 'image_configuration'));
  const start = entryOf(configuration, 'start_command');
  const entries = [{ ...image, key: 'image' }, ...(start ? [{ ...start, key: 'start_command' }] : [])];
  return [{ container: { kind: 'map', entries, place: image.keyPlace }, port: textAt(configuration, 'port'), usualPort: 8080 }];
}

const first = (datum: Datum | undefined): Datum | undefined => (datum?.kind === 'list' ? datum.items[0] : datum);

function containerOf({ kind, service, container, port, usualPort, index }: Described, project: Project, tree: Tree): Container {
  const name = valueAt(service.body, 'name') ?? valueAt(service.body, 'service_name') ?? service.name;
  const opening = ['command', 'args', 'start_command', 'image'].map((key) => entryOf(container, key)?.keyPlace).find((place) => place !== undefined) ?? service.place;
  const source = valueAt(container, 'source');
  const dockerfile = source === undefined ? undefined : tree.open(posix.join(source === '' ? '.' : source, 'Dockerfile'));
  const listening = port ?? (usualPort === undefined ? undefined : usual(usualPort, service));
  const number = Number(listening?.value ?? Number.NaN);
  return {
    ...bare(`${service.address}/${valueAt(container, 'name') ?? index}`, service.place.file, tree, opening),
    project, workload: { kind, name }, container: valueAt(container, 'name') ?? name, network: service.address,
    image: textAt(container, 'image'), build: dockerfile && builtAlone(dockerfile, tree), sources: source === undefined ? [] : [source],
    entrypoint: wordsOf(datumAt(container, 'command')) ?? lineOf(container), command: wordsOf(datumAt(container, 'args')),
    // Both Cloud Run and App Runner tell the container where to listen.
    env: new Map([...(listening && kind !== 'container-app' ? [['PORT', listening] as const] : []), ...variables(container)]),
    ports: Number.isInteger(number) ? [{ port: number, place: opening }] : [],
  };
}

/** App Runner takes one line. */
function lineOf(container: Datum): readonly Word[] | undefined {
  const text = textAt(container, 'start_command');
  return text?.value === undefined ? undefined : shellLine(constantSource(text), text.places[0]);
}

const usual = (port: number, { place }: Resource): Text => ({ value: String(port), expression: 'PORT', places: [place], origin: 'configured' });

function wordsOf(datum: Datum | undefined): readonly Word[] | undefined {
  const items = datum?.kind === 'list' ? datum.items : [];
  const words = items.flatMap((item): readonly Word[] => {
    if (item.kind !== 'text') return [];
    const raw = item.raw?.();
    return [raw !== undefined && raw.text === item.text.value ? { ...item.text, script: () => raw } : item.text];
  });
  return words.length > 0 ? words : undefined;
}

function variables(container: Datum): readonly (readonly [string, Text])[] {
  return datumsAt(container, 'env').flatMap((pair) => {
    const name = valueAt(pair, 'name');
    const value = textAt(pair, 'value');
    return name !== undefined && value ? [[name, value] as const] : [];
  });
}
