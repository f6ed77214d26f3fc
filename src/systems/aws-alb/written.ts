import type { Ingress, KubernetesObject, Scene } from '../../model/scene.ts';
import { albPrefix, links, timeAttributes } from '../aws/annotations.ts';
import { attributesOf } from '../aws/attributes.ts';
import { type Named, outOfBounds } from '../aws/limit.ts';
import { unknownAlbAnnotations } from '../aws/unknown-annotation.ts';
import { unknownAttributes } from '../aws/unknown-attribute.ts';
import { ingressController } from '../ingress-class.ts';
import type { Written } from '../system.ts';
import { annotationsOf, loadBalancerAttributes, targetGroupAttributes } from './attributes.ts';
import { type Balancer, isAlb } from './balancer.ts';
import { facts, healthLimits, loadBalancerLimits, targetGroupLimits } from './facts.ts';

/** Annotations that the controller cannot read, or that stand where it does not look. */
export function writtenOn(balancers: readonly Balancer[], scene: Scene): readonly Written[] {
  const ingresses = balancers.flatMap((balancer) => balancer.ingresses);
  const objects: readonly KubernetesObject[] = [...ingresses, ...targets(ingresses, scene)];
  return [
    ...objects.flatMap((object) => [...unknownAlbAnnotations(object), ...misplacedAttributes(object), ...targetFaults(object)]),
    ...balancers.flatMap((balancer) => outOfBounds(facts.system, loadBalancerLimits, loadBalancerAttributes(balancer))),
    ...scene.ingresses.flatMap((ingress) => foreign(ingress, scene)),
  ];
}

function targets(ingresses: readonly Ingress[], scene: Scene): readonly KubernetesObject[] {
  return scene.services.filter((service) =>
    ingresses.some((ingress) => ingress.namespace === service.namespace && ingress.paths.some((path) => path.service === service.name)));
}

function targetFaults(object: KubernetesObject): readonly Written[] {
  return [...outOfBounds(facts.system, targetGroupLimits, targetGroupAttributes(object)), ...outOfBounds(facts.system, healthLimits, annotationsOf(object))];
}

function misplacedAttributes(object: KubernetesObject): readonly Written[] {
  const inside = (suffix: string): readonly Named[] => attributesOf(object, object.annotations.get(`${albPrefix}${suffix}`));
  return [
    ...unknownAttributes(facts.system, inside('load-balancer-attributes'), 'load balancer', timeAttributes.loadBalancer, links.alb),
    ...unknownAttributes(facts.system, inside('target-group-attributes'), 'target group', timeAttributes.targetGroup, links.alb),
  ];
}

/** Timers of the ALB prefix on an Ingress that another controller serves. */
function foreign(ingress: Ingress, scene: Scene): readonly Written[] {
  const controller = ingressController(ingress, scene);
  if (controller === undefined || isAlb(ingress, scene)) return [];
  const timed = [...loadBalancerAttributesOn(ingress), ...targetGroupAttributes(ingress), ...annotationsOf(ingress)];
  const limits = [...loadBalancerLimits, ...targetGroupLimits, ...healthLimits];
  return timed.flatMap((one) => {
    const limit = limits.find(({ name }) => name === one.key);
    return limit ? [foreignTimer(one, controller, ingress, limit.timers[0])] : [];
  });
}

const loadBalancerAttributesOn = (ingress: Ingress) => attributesOf(ingress, ingress.annotations.get(`${albPrefix}load-balancer-attributes`));

function foreignTimer(one: Named, controller: string, ingress: Ingress, timer: Written['timer'] & string): Written {
  return {
    fault: 'ineffective', system: facts.system, name: one.key, text: one.text, timer, place: one.text.places[0],
    related: [{ place: ingress.classPlace, message: `the Ingress is served by ${controller}` }],
    works: { value: 'no', why: `the Ingress belongs to ${controller}, which does not read ${albPrefix} annotations`, places: [ingress.classPlace] },
    symptom: 'the annotation is ignored',
    advice: `write the annotation of ${controller}, or give the Ingress the class of the AWS Load Balancer Controller`,
    link: links.alb,
  };
}
