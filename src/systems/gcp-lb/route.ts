import type { Ingress, IngressPath, KubernetesObject, Scene, Service } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { unknown, yes } from '../../model/value.ts';
import { configured } from '../setting.ts';
import { ingressRoute } from '../ingress-route.ts';
import type { RouteReading } from '../system.ts';
import { attachmentAnnotation, attachmentOf, configFor } from './attachment.ts';
import { backendConfigFields } from './facts.ts';
import { settingsOf } from './field.ts';

/** The routes of one Ingress, each with the BackendConfig that its Service attaches to the port. */
export function routesOf(ingress: Ingress, scene: Scene): readonly RouteReading[] {
  return ingress.paths.map((path) => {
    const service = scene.services.find((candidate) => candidate.name === path.service && candidate.namespace === ingress.namespace);
    return {
      route: ingressRoute(path), settings: service ? backendSettings(service, path, scene) : [], place: path.place,
      upstream: {
        target: { kind: 'service', namespace: ingress.namespace, name: path.service, port: path.port },
        protocol: service ? protocolOf(service) : 'http/1.1',
        pooled: yes('the load balancer keeps connections to its backends open'),
        place: path.place,
      },
    };
  });
}

function backendSettings(service: Service, path: IngressPath, scene: Scene): readonly Setting[] {
  const attachment = attachmentOf(service);
  if (attachment === undefined || attachment === 'unreadable') return unreadable(service);
  const name = configFor(attachment, service, path.port);
  if (name === undefined) return [];
  const config = backendConfigs(scene, service.namespace).find((candidate) => candidate.name === name);
  return config ? settingsOf(config, backendConfigFields) : elsewhere(service, name);
}

export const backendConfigs = (scene: Scene, namespace: string): readonly KubernetesObject[] =>
  scene.objects.filter((object) => object.kind === 'BackendConfig' && object.namespace === namespace);

/** An attachment that only run time can tell may hold any timeout. */
function unreadable(service: Service): readonly Setting[] {
  const annotation = attachmentAnnotation(service);
  if (annotation === undefined || annotation.text.value !== undefined) return [];
  return [configured('upstream.deadline', 'timeoutSec', annotation.text, () => undefined)];
}

/** The named BackendConfig stands in another repository, unless the namespace's others are here: then it does not exist. */
function elsewhere(service: Service, name: string): readonly Setting[] {
  const annotation = attachmentAnnotation(service);
  if (!annotation) return [];
  return [configured('upstream.deadline', 'timeoutSec', annotation.text, () => unknown('the BackendConfig is not in the repository', name))];
}

function protocolOf(service: Service): 'h2' | 'http/1.1' {
  const written = service.annotations.get('cloud.google.com/app-protocols') ?? service.annotations.get('service.alpha.kubernetes.io/app-protocols');
  return /"HTTP2"/i.test(written?.text.value ?? '') ? 'h2' : 'http/1.1';
}
