import { sniff } from '../../discover/sniff.ts';
import type { Tree } from '../../discover/tree.ts';
import { entryOf, type Resource, valueAt } from '../../model/resource.ts';
import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { groupBy } from '../group.ts';
import type { TemplateSet } from './read-cloudformation.ts';
import { valueOf } from './values.ts';

/** Task definitions of ECS as files of their own, as `aws ecs register-task-definition` takes them, together per project. */
export function readTaskFiles(tree: Tree, syntax: Syntax, declared: ReadonlyMap<string, Text>): readonly TemplateSet[] {
  const found = tree.files.filter((path) => path.endsWith('.json')).flatMap((path) => {
    const source = sniff(tree, path, '"containerDefinitions"', '"image"');
    const task = source && taskOf(source, syntax, declared);
    return task ? [{ path, task }] : [];
  });
  return [...groupBy(found, ({ path }) => tree.projectOf(path))].map(([project, members]) => ({ project, resources: members.map(({ task }) => task) }));
}

function taskOf(source: Source, syntax: Syntax, declared: ReadonlyMap<string, Text>): Resource | undefined {
  const root = syntax.yaml(source).documents[0];
  const body = root && valueOf(root, { parameters: undefined, resources: undefined, declared, prefix: `${source.path}:` });
  const definitions = entryOf(body, 'containerDefinitions');
  if (body?.kind !== 'map' || definitions?.value.kind !== 'list') return undefined;
  return {
    type: 'aws_ecs_task_definition', name: valueAt(body, 'family') ?? source.path, address: source.path, place: definitions.keyPlace,
    body: { ...body, entries: body.entries.map((entry) => (entry === definitions ? { ...entry, key: 'container_definitions' } : entry)) },
  };
}
