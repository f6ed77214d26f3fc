import { posix } from 'node:path';
import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import type { Text } from '../../model/value.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { entries, entry, get, isScalar, textOf, toText } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { constantSource } from '../command/constant-source.ts';
import { shellLine } from '../command/words.ts';
import type { Container } from '../container.ts';
import { builtAlone } from '../dockerfile/find.ts';
import { folderOf } from '../folders.ts';
import { bare } from './procfile.ts';

/** The services of App Engine, each as a process of its own. */
export function appEngineContainers(tree: Tree, syntax: Syntax): readonly Container[] {
  return tree.files.filter((path) => /(?:^|\/)[\w.-]*app[\w.-]*\.ya?ml$/.test(path)).flatMap((path) => {
    const source = sniff(tree, path, /^runtime[ \t]*:[ \t]*["']?(?:nodejs|python|go|java|php|ruby|dotnet|custom)/m);
    const root = source && syntax.yaml(source).documents[0];
    const runtime = entry(root, 'runtime');
    return root && runtime ? [serviceOf(path, root, runtime.value, tree)] : [];
  });
}

function serviceOf(path: string, root: YamlNode, runtime: YamlNode, tree: Tree): Container {
  const name = textOf(get(root, 'service')) ?? 'default';
  const dockerfile = textOf(runtime) === 'custom' ? tree.open(posix.join(folderOf(path), 'Dockerfile')) : undefined;
  const command = commandOf(root, runtime);
  const isFlexible = /^flex/.test(textOf(get(root, 'env')) ?? '') || textOf(get(root, 'vm')) === 'true';
  return {
    ...bare(`app-engine/${path}`, path, tree, command?.places[0] ?? placeOf(runtime)),
    workload: { kind: isFlexible ? 'app-engine-flex' : 'app-engine', name },
    container: name,
    build: dockerfile && builtAlone(dockerfile, tree),
    entrypoint: command ? shellLine(constantSource(command), command.places[0]) : undefined,
    env: new Map([['PORT', { value: '8080', expression: '8080', places: [placeOf(runtime)], origin: 'configured' }], ...entries(get(root, 'env_variables')).map(({ key, value }) => [key.text, toText(value)] as const)]),
    ports: [{ port: 8080, place: placeOf(runtime) }],
  };
}

/** `npm start` is what the Node.js runtimes run when nothing else is written. */
function commandOf(root: YamlNode, runtime: YamlNode): Text | undefined {
  const written = get(root, 'entrypoint');
  if (isScalar(written) && written.value !== null) return toText(written);
  const shell = get(written, 'shell');
  if (isScalar(shell)) return toText(shell);
  return /^nodejs/.test(textOf(runtime) ?? '') ? { value: 'npm start', expression: 'npm start', places: [placeOf(runtime)], origin: 'configured' } : undefined;
}
