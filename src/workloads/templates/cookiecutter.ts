import { posix } from 'node:path';
import { get, isScalar, items, textOf } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { cleanFolder } from '../folders.ts';
import { globMatcher } from '../glob.ts';
import { type Context, remembered, type Surroundings, type Tool } from './context.ts';
import type { Found } from './evaluate.ts';
import { foundAt } from './yaml-values.ts';

/** Files below a folder that is itself named by a variable; the first choice is the default. https://cookiecutter.readthedocs.io/en/stable/advanced/choice_variables.html */
export function cookiecutter({ tree, syntax }: Surroundings): Tool {
  const read = remembered((folder) => {
    const source = tree.open(posix.join(folder, 'cookiecutter.json'));
    return source && syntax.yaml(source).documents[0];
  });
  return {
    contextOf(path) {
      const at = /(?:^|\/)[^/]*\{\{[^/]*\bcookiecutter\b/.exec(path);
      if (!at) return undefined;
      const folder = cleanFolder(path.slice(0, at.index) || '.');
      const node = read(folder);
      return node && !isCopied(node, path.slice(folder === '' ? 0 : folder.length + 1)) ? answers(node) : undefined;
    },
  };
}

/** `_copy_without_render`. */
const isCopied = (node: YamlNode, path: string): boolean => items(get(node, '_copy_without_render')).some((item) => globMatcher(textOf(item) ?? '')(path));

function answers(node: YamlNode): Context {
  const entryOf = (name: string): YamlNode | undefined => (name.startsWith('cookiecutter.') ? get(node, name.slice('cookiecutter.'.length)) : undefined);
  return {
    lookup(name): Found | undefined {
      const entry = entryOf(name);
      const value = entry?.kind === 'list' ? entry.items[0] : entry;
      return value && foundAt(value, name);
    },
    choices(name) {
      const entry = entryOf(name);
      return entry?.kind === 'list' ? entry.items.flatMap((item) => (isScalar(item) ? [item.text] : [])) : [];
    },
  };
}
