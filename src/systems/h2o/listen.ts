import { get, isScalar, items, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import type { Listener } from '../system.ts';

/** `listen` is a port, a map, or a list of either. */
export function listeners(node: YamlNode | undefined): readonly Listener[] {
  if (!node) return [];
  return (node.kind === 'list' ? items(node) : [node]).map(listener);
}

function listener(node: YamlNode): Listener {
  const port = isScalar(node) ? node : get(node, 'port');
  const value = port ? toText(port).value : undefined;
  const common = { protocol: 'http/1.1', place: placeOf(node) } as const;
  if (value !== undefined && (textOf(get(node, 'type')) === 'unix' || value.startsWith('/'))) return { kind: 'socket', path: value, ...common };
  const host = textOf(get(node, 'host'));
  const isAny = host === undefined || host === '0.0.0.0' || host === '::';
  return { kind: 'port', port: value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined, ...(isAny ? {} : { address: host }), ...common };
}
