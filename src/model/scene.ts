import type { YamlMap } from '../syntax/yaml.ts';
import type { Project } from './layer.ts';
import type { Place } from './place.ts';
import type { Process } from './process.ts';
import type { Resource } from './resource.ts';
import type { Text } from './value.ts';

/** A value of a manifest together with the place of its key. */
export interface Annotation {
  readonly key: string;
  readonly keyPlace: Place;
  readonly text: Text;
}

export interface KubernetesObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, Annotation>;
  /** The whole object, for readers that know its schema. */
  readonly node: YamlMap;
  /** Its `kind:` line. */
  readonly place: Place;
}

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly targetPort: string | number | undefined;
  readonly nodePort: number | undefined;
  readonly place: Place;
}

export interface Service extends KubernetesObject {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly selector: ReadonlyMap<string, string>;
  readonly ports: readonly ServicePort[];
  readonly loadBalancerClass: string | undefined;
}

export interface IngressPath {
  readonly host: string | undefined;
  readonly path: string | undefined;
  readonly pathType: string | undefined;
  readonly service: string;
  readonly port: string | number | undefined;
  readonly place: Place;
}

export interface Ingress extends KubernetesObject {
  /** From `spec.ingressClassName` or the old annotation. */
  readonly className: string | undefined;
  /** The line that names the class, else the `kind:` line. */
  readonly classPlace: Place;
  readonly paths: readonly IngressPath[];
}

/** What runs together under one condition. */
export interface Scene {
  readonly project: Project;
  /** The override, overlay or switch under which it exists; `undefined` for the base. */
  readonly when: string | undefined;
  readonly processes: readonly Process[];
  readonly services: readonly Service[];
  readonly ingresses: readonly Ingress[];
  /** Every other Kubernetes object: ConfigMap, BackendConfig, VirtualService, IngressClass, … */
  readonly objects: readonly KubernetesObject[];
  /** What Terraform, CloudFormation and Bicep describe. */
  readonly resources?: readonly Resource[];
}
