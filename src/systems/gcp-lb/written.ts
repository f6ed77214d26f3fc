import type { Annotation, Ingress, Scene, Service } from '../../model/scene.ts';
import type { Place } from '../../model/place.ts';
import type { Written } from '../system.ts';
import { type Attachment, attachmentAnnotation, attachmentKey, attachmentOf } from './attachment.ts';
import { backendConfigFields, facts, healthPolicyFields, links, policyFields } from './facts.ts';
import { refusals } from './field.ts';
import { backendConfigs } from './route.ts';

/** Attachments that reach nothing, and values that the schemas refuse. */
export function writtenOn(ingresses: readonly Ingress[], scene: Scene): readonly Written[] {
  return [
    ...ingresses.flatMap(onIngress),
    ...[...ingresses, ...(ingresses.length > 0 ? scene.services : [])].flatMap(unknown),
    ...scene.services.flatMap((service) => onService(service, scene)),
    ...scene.objects.flatMap((object) => refusals(object, fieldsByKind.get(object.kind) ?? [])),
  ];
}

const fieldsByKind = new Map([['BackendConfig', backendConfigFields], ['GCPBackendPolicy', policyFields], ['HealthCheckPolicy', healthPolicyFields]]);

function onIngress(ingress: Ingress): readonly Written[] {
  const annotation = attachmentAnnotation(ingress);
  if (!annotation) return [];
  return [fault('ineffective', annotation, ingress.place, {
    why: 'a BackendConfig is attached by an annotation of the Service, never of the Ingress',
    symptom: 'the BackendConfig is not applied and the load balancer keeps its own limits',
    advice: `move ${attachmentKey} to the Service that the Ingress names`,
  })];
}

/** Limits stand in a BackendConfig, and only two names attach one. */
function unknown({ annotations, place }: Ingress | Service): readonly Written[] {
  return [...annotations.values()].filter(({ key }) => owned.test(key) && !attaching.test(key)).map((annotation) => ({
    ...fault('ineffective', annotation, place, {
      why: 'GKE reads no annotation of this name',
      symptom: 'the annotation is ignored without a word and the load balancer keeps its own limits',
      advice: `write the limit into a BackendConfig and attach it to the Service with ${attachmentKey}`,
    }),
    place: annotation.keyPlace, refused: true as const,
  }));
}

const owned = /^(?:[a-z]+\.)?(?:cloud\.google\.com|ingress\.gcp\.kubernetes\.io)\/.*(?:time-?out|drain|keep-?alive|backend-?config)/i;
const attaching = /^(?:beta\.)?cloud\.google\.com\/backend-config$/;

function onService(service: Service, scene: Scene): readonly Written[] {
  const attachment = attachmentOf(service);
  const annotation = attachmentAnnotation(service);
  if (attachment === undefined || annotation === undefined) return [];
  if (attachment === 'unreadable') return [unreadable(annotation, service)];
  return [...missingPorts(attachment, service), ...missingConfigs(attachment, service, scene)];
}

const unreadable = (annotation: Annotation, service: Service): Written => ({
  ...fault('invalid', annotation, service.place, {
    why: 'the annotation takes JSON with "default" or "ports"',
    symptom: 'the controller reports an error event and applies no BackendConfig',
    advice: `write ${attachmentKey}: '{"default": "name"}'`,
  }),
  refused: true,
});

function missingPorts(attachment: Attachment, service: Service): readonly Written[] {
  if (service.ports.some(({ port }) => port === undefined)) return [];
  const has = (key: string): boolean => service.ports.some(({ name, port }) => name === key || String(port) === key);
  return [...attachment.ports.keys()].filter((key) => !has(key)).map((key) => fault('ineffective', attachment.annotation, service.ports[0]?.place ?? service.place, {
    why: `the Service has no port ${key}`,
    symptom: 'the BackendConfig is not applied and the load balancer keeps its own limits',
    advice: `name a port of the Service: ${service.ports.map(({ name, port }) => name ?? port).join(', ')}`,
  }));
}

/** Only where the namespace's other BackendConfigs are here, so that this one would be too. */
function missingConfigs(attachment: Attachment, service: Service, scene: Scene): readonly Written[] {
  const here = backendConfigs(scene, service.namespace);
  const [first] = here;
  if (!first) return [];
  const asked = new Set([...attachment.ports.values(), ...(attachment.fallback === undefined ? [] : [attachment.fallback])]);
  return [...asked].filter((name) => !here.some((config) => config.name === name)).map((name) => fault('ineffective', attachment.annotation, first.place, {
    why: `no BackendConfig is called ${name}; this one is called ${first.name}`,
    symptom: 'the controller reports an error event and the load balancer keeps the limits that it had',
    advice: `name an existing BackendConfig: ${here.map((config) => config.name).join(', ')}`,
  }));
}

interface Wording {
  readonly why: string;
  readonly symptom: string;
  readonly advice: string;
}

function fault(kind: 'ineffective' | 'invalid', annotation: Annotation, where: Place, { why, symptom, advice }: Wording): Written {
  return {
    fault: kind, system: facts.system, name: annotation.key, text: annotation.text, timer: 'upstream.deadline', place: annotation.text.places[0],
    related: [{ place: where, message: why }],
    works: { value: 'no', why, places: [where] },
    symptom, advice, link: links.backendConfig,
  };
}
