import type { Resource } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';

const title = 'Amazon API Gateway';

/** For people; with its file where another API of the project bears the same name. One that a tool makes is called by its file. */
export function gatewayName(api: Resource | string, { resources = [] }: Scene): string {
  if (typeof api === 'string') return `${title} (${api.replace(/ \w+$/, '')})`;
  const isShared = resources.some((other) => other !== api && other.type === api.type && other.name === api.name);
  return `${title} (${api.name}${isShared ? ` of ${api.place.file}` : ''})`;
}
