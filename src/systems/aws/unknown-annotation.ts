import type { Annotation, KubernetesObject } from '../../model/scene.ts';
import type { Written } from '../system.ts';
import { albAnnotations, albPrefix, links, serviceAnnotations, servicePrefix } from './annotations.ts';

const speaksOfTime = /time-?out|idle|keep-?alive|drain|deregist|delay|seconds|interval/i;

/** What somebody who wrote such a name may have meant. */
const albMeant: readonly (readonly [RegExp, string])[] = [
  [/health/i, `${albPrefix}healthcheck-interval-seconds, healthcheck-timeout-seconds, unhealthy-threshold-count`],
  [/drain|deregist|delay/i, `${albPrefix}target-group-attributes: deregistration_delay.timeout_seconds=…`],
  [/keep-?alive/i, `${albPrefix}load-balancer-attributes: client_keep_alive.seconds=…`],
  [/idle|time-?out/i, `${albPrefix}load-balancer-attributes: idle_timeout.timeout_seconds=…`],
];

const serviceMeant: readonly (readonly [RegExp, string])[] = [
  [/health/i, `${servicePrefix}aws-load-balancer-healthcheck-interval, -timeout, -unhealthy-threshold`],
  [/drain|deregist|delay/i, `${servicePrefix}aws-load-balancer-target-group-attributes: deregistration_delay.timeout_seconds=…`],
  [/idle|time-?out/i, `${servicePrefix}aws-load-balancer-connection-idle-timeout (Classic) or aws-load-balancer-listener-attributes.TCP-<port>: tcp.idle_timeout.seconds=… (Network)`],
];

/** Annotations of the ALB prefix that name a time and that no version of the controller reads. */
export function unknownAlbAnnotations(object: KubernetesObject): readonly Written[] {
  return unread(object, albPrefix, albAnnotations).map((annotation) => written('aws-alb', annotation, albMeant, links.alb));
}

/** Annotations of the Service prefix that name a time and that neither controller reads. */
export function unknownServiceAnnotations(system: string, object: KubernetesObject): readonly Written[] {
  return unread(object, `${servicePrefix}aws-`, serviceAnnotations.map((suffix) => suffix.slice('aws-'.length)))
    .map((annotation) => written(system, annotation, serviceMeant, links.service));
}

function unread(object: KubernetesObject, prefix: string, known: readonly string[]): readonly Annotation[] {
  return [...object.annotations.values()].filter(({ key }) => {
    if (!key.startsWith(prefix)) return false;
    const suffix = key.slice(prefix.length);
    return speaksOfTime.test(suffix) && !known.some((name) => (name.endsWith('.') ? suffix.startsWith(name) : suffix === name));
  });
}

function written(system: string, annotation: Annotation, meant: readonly (readonly [RegExp, string])[], link: string): Written {
  const instead = meant.find(([pattern]) => pattern.test(annotation.key))?.[1];
  return {
    fault: 'ineffective', system, name: annotation.key, text: annotation.text, place: annotation.keyPlace, related: [],
    works: { value: 'no', why: 'no controller reads an annotation of this name', places: [annotation.keyPlace] },
    refused: true,
    symptom: 'the annotation is ignored without a word and the load balancer keeps the value that it had',
    advice: instead ? `write ${instead}` : 'use an annotation that the controller documents',
    link,
  };
}
