import { parseDuration } from '../../model/duration.ts';
import type { KubernetesObject } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { get, isScalar, items, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Written } from '../system.ts';
import { duration, facts, links } from './facts.ts';

/** Timeouts that the schema refuses: decimals, bare numbers, an attempt that is longer than the whole. */
export function refusals(route: KubernetesObject): readonly Written[] {
  return items(get(route.node, 'spec', 'rules')).flatMap((rule) => {
    const [request, backend] = [get(rule, 'timeouts', 'request'), get(rule, 'timeouts', 'backendRequest')];
    return [...refused('timeouts.request', request), ...refused('timeouts.backendRequest', backend), ...longer(request, backend)];
  });
}

function refused(name: string, node: YamlNode | undefined): readonly Written[] {
  if (!isScalar(node) || node.value === null) return [];
  const text = toText(node);
  if (text.value === undefined || (parseDuration(text.value, duration) !== undefined && /^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/.test(text.value))) return [];
  return [{
    ...base(name, node), works: no('a duration here is whole numbers with the units h, m, s, ms', placeOf(node)),
    advice: 'write whole numbers with units, such as 1s500ms', link: links.duration,
  }];
}

function longer(request: YamlNode | undefined, backend: YamlNode | undefined): readonly Written[] {
  if (!isScalar(request) || !isScalar(backend)) return [];
  const [whole, one] = [request, backend].map((node) => parseDuration(toText(node).value ?? '', duration));
  if (whole === undefined || one === undefined || whole === 0 || one <= whole) return [];
  return [{
    ...base('timeouts.backendRequest', backend), related: [{ place: placeOf(request), message: 'the whole request has less time than one attempt' }],
    works: no('backendRequest cannot be longer than request', placeOf(request)), advice: 'write a backendRequest of at most the request timeout', link: links.timeouts,
  }];
}

function base(name: string, node: YamlNode): Omit<Written, 'works' | 'advice' | 'link'> {
  const timer = name.endsWith('backendRequest') ? 'upstream.try' : 'upstream.deadline';
  return { fault: 'invalid', system: facts.system, name, text: toText(node), timer, place: placeOf(node), related: [], refused: true, symptom: 'the API server refuses the object and the old value stays' };
}
