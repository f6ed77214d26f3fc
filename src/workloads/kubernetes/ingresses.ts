import type { Place } from '../../model/place.ts';
import type { Ingress, IngressPath, KubernetesObject } from '../../model/scene.ts';
import { get, items } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { portOf } from './services.ts';
import { nameOf, type Texts } from './texts.ts';

/** Of every API version: `service.name` as well as the old `serviceName`. */
export function toIngress(object: KubernetesObject, texts: Texts): Ingress {
  const spec = get(object.node, 'spec');
  const rules = items(get(spec, 'rules')).flatMap((rule) => pathsOf(rule, texts));
  const fallback = get(spec, 'defaultBackend') ?? get(spec, 'backend');
  const last = fallback === undefined ? undefined : backend(fallback, undefined, undefined, undefined, texts);
  return { ...object, ...classOf(object, texts), paths: last ? [...rules, last] : rules };
}

function classOf(object: KubernetesObject, texts: Texts): { readonly className: string | undefined; readonly classPlace: Place } {
  const written = get(object.node, 'spec', 'ingressClassName');
  const name = texts(written);
  if (written && name) return { className: nameOf(name), classPlace: placeOf(written) };
  const old = object.annotations.get('kubernetes.io/ingress.class');
  if (old) return { className: nameOf(old.text), classPlace: old.text.places.at(-1) ?? old.keyPlace };
  return { className: undefined, classPlace: object.place };
}

function pathsOf(rule: YamlNode, texts: Texts): readonly IngressPath[] {
  const host = texts(get(rule, 'host'));
  return items(get(rule, 'http', 'paths')).flatMap((path) => {
    const target = get(path, 'backend');
    const found = target && backend(target, host, texts(get(path, 'path')), texts(get(path, 'pathType')), texts);
    return found ? [found] : [];
  });
}

type Written = ReturnType<Texts>;

function backend(node: YamlNode, host: Written, path: Written, pathType: Written, texts: Texts): IngressPath | undefined {
  const service = texts(get(node, 'service', 'name')) ?? texts(get(node, 'serviceName'));
  if (service === undefined) return undefined;
  const port = get(node, 'service', 'port', 'number') ?? get(node, 'service', 'port', 'name') ?? get(node, 'servicePort');
  return {
    host: host && nameOf(host),
    path: path && nameOf(path),
    pathType: pathType?.value,
    service: nameOf(service),
    port: portOf(texts(port)),
    place: placeOf(node),
  };
}
