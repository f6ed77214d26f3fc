import type { Scene, Service } from '../../model/scene.ts';
import { openingPlace, publicNames } from '../aws/service.ts';
import { annotations } from './facts.ts';
import type { Rule } from './rule.ts';

/** The load balancers of AKS: of Services that Azure's own annotations mark. */
export const serviceRules = (scene: Scene): readonly Rule[] => scene.services.filter(isAzure).map(ofService);

const isAzure = (service: Service): boolean => service.type === 'LoadBalancer' && [...service.annotations.keys()].some((key) => key.startsWith(annotations.prefix));

function ofService(service: Service): Rule {
  const noReset = service.annotations.get(annotations.noReset)?.text;
  return {
    name: `service/${service.name}`, place: openingPlace(service), option: annotations.idle, text: service.annotations.get(annotations.idle)?.text,
    resets: noReset === undefined ? true : noReset.value === undefined ? undefined : noReset.value.toLowerCase() !== 'true',
    fronts: { kind: 'service', namespace: service.namespace, name: service.name, port: undefined }, hosts: publicNames(service),
  };
}
