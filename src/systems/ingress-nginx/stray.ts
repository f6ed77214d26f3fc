import { posix } from 'node:path';
import { datumAt, type Resource } from '../../model/resource.ts';
import type { Annotation } from '../../model/scene.ts';
import type { Source } from '../../syntax/source.ts';
import { isScalar, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { prefix } from './facts.ts';
import { keyFaults } from './written.ts';

const start = `${prefix}/`;

/** Values for a chart that stands elsewhere: a file of values, a HelmRelease of Flux, an Application of Argo CD. */
export const claims = (path: string, text: string): boolean =>
  /\.ya?ml$/.test(path) && text.includes(start) && !/^[ \t-]*kind:[ \t]*Ingress\b/m.test(text) && (/(?:^|[\/_.-])values(?:[_.-][^/]*)?\.ya?ml$/.test(path) || /^kind:[ \t]*(?:HelmRelease|Application|ApplicationSet)[ \t\r]*$/m.test(text));

/** Their annotations of Ingresses mean the same wherever the chart puts them. */
export async function readStray(source: Source, reader: Reader): Promise<Reading | undefined> {
  if (hasTemplates(posix.dirname(source.path), reader)) return undefined;
  const annotations = reader.yaml(source).documents.flatMap((document) => annotationsIn(document, reader, deepest));
  const written = annotations.flatMap((annotation) => keyFaults(annotation, annotation.key.slice(start.length)));
  return written.length === 0 ? undefined : { written };
}

const deepest = 12;

/** The values of a chart of the repository are read where its templates put them. */
const hasTemplates = (folder: string, reader: Reader): boolean => [folder, posix.dirname(folder)].some((at) => reader.open(posix.join(at, 'Chart.yaml')) !== undefined && reader.find('.yaml').some((path) => path.startsWith(posix.join(at, 'templates/'))));

/** Values may also be a text within the document. */
function annotationsIn(node: YamlNode, reader: Reader, left: number): readonly Annotation[] {
  if (left <= 0) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => annotationsIn(item, reader, left - 1));
  if (node.kind === 'map') {
    return node.entries.flatMap(({ key, value }) => (key.text.startsWith(start) && isScalar(value) ? [{ key: key.text, keyPlace: placeOf(key), text: toText(value) }] : annotationsIn(value, reader, left - 1)));
  }
  const isValues = node.style === 'block' && node.template === undefined && node.text.includes(start);
  return isValues ? reader.yaml(node.embedded()).documents.flatMap((document) => annotationsIn(document, reader, 6)) : [];
}

/** Annotations of an Ingress that Terraform makes. */
export function inResources(resources: readonly Resource[]): readonly Annotation[] {
  return resources.filter(({ type }) => /^kubernetes_ingress(?:_v1)?$/.test(type)).flatMap(({ body }) => {
    const map = datumAt(body, 'metadata', 'annotations');
    return map?.kind === 'map' ? map.entries.flatMap(({ key, keyPlace, value }) => (key.startsWith(start) && value.kind === 'text' ? [{ key, keyPlace, text: value.text }] : [])) : [];
  });
}
