import type { Place } from '../../src/model/place.ts';
import type { Process } from '../../src/model/process.ts';
import type { Scene } from '../../src/model/scene.ts';
import type { Setting } from '../../src/model/setting.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import { toIngress } from '../../src/workloads/kubernetes/ingresses.ts';
import { objectsIn } from '../../src/workloads/kubernetes/objects.ts';
import { toService } from '../../src/workloads/kubernetes/services.ts';
import { plainTexts } from '../../src/workloads/kubernetes/texts.ts';

/** A scene of one manifest, `k8s.yaml`, and processes made by hand. */
export function sceneOf(manifest: string, processes: readonly Process[] = []): Scene {
  const objects = objectsIn(parseYaml(fileSource('k8s.yaml', manifest)), plainTexts);
  return {
    project: { folder: '', sample: false },
    when: undefined,
    processes,
    services: objects.filter(({ kind }) => kind === 'Service').map((object) => toService(object, plainTexts)),
    ingresses: objects.filter(({ kind }) => kind === 'Ingress').map((object) => toIngress(object, plainTexts)),
    objects: objects.filter(({ kind }) => kind !== 'Service' && kind !== 'Ingress'),
  };
}

/** What stands at a place of {@link sceneOf}'s manifest, or of another text. */
export function at(manifest: string, { line, column, endLine, endColumn }: Place): string {
  const lines = manifest.split('\n').slice(line - 1, endLine);
  return lines.map((each, index) => each.slice(index === 0 ? column - 1 : 0, index === lines.length - 1 ? endColumn - 1 : undefined)).join('\n');
}

/** `timer name=value`, for comparison at a glance. */
export function shown({ timer, name, value }: Setting): string {
  return `${timer} ${name}=${value.kind === 'known' ? value.amount : value.kind}`;
}

/** An Ingress manifest with annotations and a single path to `web`, port 80. */
export function ingress(annotations: string, className?: string, name = 'web'): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
${annotations}
spec:${className === undefined ? '' : `\n  ingressClassName: ${className}`}
  rules:
  - host: ${name}.example.org
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              number: 80
---
`;
}

/** A LoadBalancer Service `web` with annotations; port 80, named `http`. */
export function service(annotations: string, more = ''): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
${annotations}
spec:
  type: LoadBalancer
${more}  ports:
  - name: http
    port: 80
    targetPort: 8000
---
`;
}
