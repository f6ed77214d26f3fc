import type { Process } from '../../model/process.ts';
import { get } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { all, type Interpolate, type MergedService } from './service.ts';

/** The ports inside the container, of `ports:` and `expose:`. */
export function portsOf(service: MergedService, interpolate: Interpolate): Process['ports'] {
  const published = all(service, 'ports').flatMap(({ node }) => listed(node)).flatMap((item) => publishedPort(item, interpolate));
  const exposed = all(service, 'expose').flatMap(({ node }) => listed(node)).flatMap((item) => {
    const port = portNumber(interpolate(item)?.value);
    return port === undefined ? [] : [{ port, place: placeOf(item) }];
  });
  return [...published, ...exposed.filter(({ port }) => !published.some((each) => each.port === port))];
}

const listed = (node: YamlNode): readonly YamlNode[] => (node.kind === 'list' ? node.items : []);

function publishedPort(item: YamlNode, interpolate: Interpolate): Process['ports'] {
  const written = item.kind === 'map' ? interpolate(get(item, 'target'))?.value : interpolate(item)?.value;
  const port = portNumber(written?.slice(written.lastIndexOf(':') + 1));
  return port === undefined ? [] : [{ port, published: true, place: placeOf(item) }];
}

/** `80`, `80/tcp`; of a range the first. */
function portNumber(text: string | undefined): number | undefined {
  const match = /^(\d{1,5})(?:-\d{1,5})?(?:\/\w+)?$/.exec(text ?? '');
  return match ? Number(match[1]) : undefined;
}
