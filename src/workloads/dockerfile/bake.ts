import { type HclBody, type HclExpression, parseHcl } from '../../syntax/hcl.ts';
import type { Source } from '../../syntax/source.ts';
import type { WrittenBuild } from './written-builds.ts';

const longest = 100_000;

/** The targets of a bake file that name their context; a target is called like its image as a rule. */
export function bakeTargets(source: Source): readonly WrittenBuild[] {
  if (source.text.length > longest) return [];
  return parseHcl(source).body.blocks.filter(({ type }) => type === 'target').flatMap(({ labels: [name], body }) => {
    const [context, dockerfile] = [textOf(body, 'context'), textOf(body, 'dockerfile')];
    if (name === undefined || (context === undefined && dockerfile === undefined)) return [];
    const tags = valueOf(body, 'tags');
    const images = tags?.kind === 'list' ? tags.items.map(written) : [];
    return [...new Set([name, ...images])].map((image) => ({ image, context: context ?? '.', dockerfile, target: textOf(body, 'target') }));
  });
}

const valueOf = ({ attributes }: HclBody, key: string): HclExpression | undefined => attributes.find(({ name }) => name === key)?.value;

function textOf(body: HclBody, key: string): string | undefined {
  const value = valueOf(body, key);
  return value && written(value);
}

/** What is no plain text stands for itself, as it does inside a string. */
function written({ kind, source, start, end }: HclExpression): string {
  const text = source.text.slice(start, end);
  return kind === 'literal' || kind === 'template' ? text : `\${${text}}`;
}
