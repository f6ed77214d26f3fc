import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import type { Project } from '../../model/layer.ts';
import { get, isScalar } from '../../syntax/yaml-read.ts';
import { placeOf } from '../../syntax/yaml.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Container } from '../container.ts';
import { shellLine } from '../command/words.ts';
import { bare } from './procfile.ts';

/** The start script of a project's own package.json, for projects that nothing else starts. */
export function startScript(project: Project, tree: Tree, syntax: Syntax): readonly Container[] {
  const path = posix.join(project.folder, 'package.json');
  const source = tree.open(path);
  const scripts = source && get(syntax.yaml(source).documents[0], 'scripts');
  const found = ['start:prod', 'start:production', 'start'].map((name) => ({ name, node: get(scripts, name) })).find(({ node }) => isScalar(node));
  if (!found || !isScalar(found.node)) return [];
  const { name, node } = found;
  return [{ ...bare(`npm/${path}/${name}`, path, tree, placeOf(node)), workload: { kind: 'npm', name }, container: name, entrypoint: shellLine(node.embedded(), placeOf(node)) }];
}
