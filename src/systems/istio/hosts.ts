import type { Target } from '../system.ts';

/** A host of a mesh object in full: short names belong to the namespace of the object that names them. */
export function fullName(host: string, namespace: string): string {
  const name = host.toLowerCase();
  if (name.startsWith('*') || name.endsWith('.local')) return name;
  const [service = '', inside = namespace, ...rest] = name.split('.');
  if (rest.length === 0 && (!name.includes('.') || !isPublic(inside))) return `${service}.${inside}.svc.cluster.local`;
  return rest[0] === 'svc' && rest.length === 1 ? `${name}.cluster.local` : name;
}

/** `example.com` is no Service `example` of a namespace `com`. */
const isPublic = (label: string): boolean => /^(?:com|org|net|io|dev|app|eu|de|uk|fr|cloud|ai|co|info|local|internal)$/.test(label);

/** What a destination connects to: a Service of the cluster, or a host outside it. */
export function targetOf(host: string, namespace: string, port: number | undefined): Target {
  const [name = '', inside = namespace, kind] = fullName(host, namespace).split('.');
  return kind === 'svc' ? { kind: 'service', namespace: inside, name, port } : { kind: 'host', host, port };
}

/** Whether a DestinationRule's host, wildcards included, is that of a destination; both in full. */
export const covers = (pattern: string, name: string): boolean => pattern === name || (pattern.startsWith('*') && name.endsWith(pattern.slice(1)));
