import { goDuration, minute, parseDuration, second } from '../../model/duration.ts';
import { namesOf, type Resource, textAt } from '../../model/resource.ts';
import type { KubernetesObject, Scene } from '../../model/scene.ts';
import { no, type Text } from '../../model/value.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import { platformServices } from '../../workloads/platforms.ts';
import { type PlatformService, platformLayer } from '../platform-layer.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, System, Written } from '../system.ts';
import { facts, limit } from './facts.ts';

export const cloudRun: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** A service as any of its formats writes it. */
interface Service extends PlatformService {
  /** The option of its format, and what stands there. */
  readonly option: string;
  readonly text: Text | undefined;
}

function readScene(scene: Scene): Reading | undefined {
  const services = [...platformServices(scene.resources ?? [], 'cloud-run').map(ofResource), ...scene.objects.filter(isManifest).map(ofManifest)];
  return services.length === 0 ? undefined : { layers: services.map((service) => layer(service, scene)), written: services.flatMap(refused) };
}

/** Knative on a cluster writes the same schema: only what Cloud Run's own annotations mark is Cloud Run's. */
const isManifest = ({ kind, apiVersion, node }: KubernetesObject): boolean => kind === 'Service' && apiVersion.startsWith('serving.knative.dev/') && /run\.googleapis\.com\//.test(node.source.text.slice(node.start, node.end));

function ofManifest(object: KubernetesObject): Service {
  const timeout = get(object.node, 'spec', 'template', 'spec', 'timeoutSeconds');
  return { name: `service/${object.name}`, place: object.place, network: `kubernetes/${object.namespace}/service/${object.name}`, names: [object.name], option: 'timeoutSeconds', text: isScalar(timeout) ? toText(timeout) : undefined };
}

function ofResource(service: Resource): Service {
  const isFirst = service.type === 'google_cloud_run_service';
  const text = isFirst ? textAt(service.body, 'template', 'spec', 'timeout_seconds') : textAt(service.body, 'template', 'timeout');
  const option = service.language === 'gcloud' ? '--timeout' : isFirst ? 'timeout_seconds' : 'timeout';
  return { name: service.name, place: service.place, network: service.address, names: namesOf(service), option, text };
}

function layer(service: Service, scene: Scene): LayerReading {
  const { option, text } = service;
  const settings = text ? [{ ...configured('upstream.deadline', option, text, durationOf), most: limit.most * second }] : [];
  return { ...platformLayer(facts, service, settings, scene), defaultNames: new Map([['upstream.deadline', option] as const]) };
}

/** `300`, `300s`, `10m`. */
function durationOf(text: string): number | undefined {
  const amount = parseDuration(text, { ...goDuration, bare: second, suffixes: { s: second, m: minute, h: 60 * minute } });
  return amount !== undefined && amount >= limit.least * second && amount <= limit.most * second ? amount : undefined;
}

function refused({ option, text }: Service): readonly Written[] {
  if (text?.value === undefined || durationOf(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name: option, text, timer: 'upstream.deadline', place: text.places[0], related: [],
    works: no(`${option} takes ${limit.least} to ${limit.most} seconds`, ...text.places),
    refused: true, symptom: 'Cloud Run refuses the revision and the old one goes on serving', advice: `write a time of at most ${limit.most} seconds`, link: limit.link,
  }];
}
