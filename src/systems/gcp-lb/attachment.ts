import type { Annotation, KubernetesObject, Service } from '../../model/scene.ts';

/** Which BackendConfig a Service asks for, and for which of its ports. */
export interface Attachment {
  readonly annotation: Annotation;
  readonly fallback: string | undefined;
  /** Port name or number, as written → BackendConfig. */
  readonly ports: ReadonlyMap<string, string>;
}

export const attachmentKey = 'cloud.google.com/backend-config';

/** `undefined` without annotation, `unreadable` when it is no such JSON. The released key wins over the beta one. */
export function attachmentOf(object: KubernetesObject): Attachment | 'unreadable' | undefined {
  const annotation = attachmentAnnotation(object);
  if (annotation?.text.value === undefined) return undefined;
  const parsed = parse(annotation.text.value);
  if (parsed === undefined) return 'unreadable';
  const fallback = typeof parsed['default'] === 'string' ? parsed['default'] : undefined;
  const ports = new Map(Object.entries(record(parsed['ports']) ?? {}).flatMap(([port, name]) => (typeof name === 'string' ? [[port, name] as const] : [])));
  return fallback === undefined && ports.size === 0 ? 'unreadable' : { annotation, fallback, ports };
}

export const attachmentAnnotation = (object: KubernetesObject): Annotation | undefined =>
  object.annotations.get(attachmentKey) ?? object.annotations.get(`beta.${attachmentKey}`);

/** The name of the BackendConfig for a port that an Ingress asks for by name or number. */
export function configFor(attachment: Attachment, service: Service, port: string | number | undefined): string | undefined {
  const own = service.ports.find((candidate) => candidate.name === port || candidate.port === Number(port));
  const keys = [port, own?.name, own?.port].flatMap((key) => (key === undefined ? [] : [String(key)]));
  const key = keys.find((candidate) => attachment.ports.has(candidate));
  return key === undefined ? attachment.fallback : attachment.ports.get(key);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
