import type { WrittenBuild } from './written-builds.ts';

const longest = 100_000;

/** The targets of a bake file that name their context; a target is called like its image as a rule. */
export function bakeTargets(text: string): readonly WrittenBuild[] {
  const blocks = text.length > longest ? [] : text.split(/^(?=target\s+")/m);
  return blocks.flatMap((block) => {
    const name = /^target\s+"([\w.-]+)"/.exec(block)?.[1];
    const body = block.split(/^\}/m, 1)[0] ?? '';
    const value = (key: string): string | undefined => new RegExp(`^\\s*${key}\\s*=\\s*"([^"\\n]*)"`, 'm').exec(body)?.[1];
    const [context, dockerfile] = [value('context'), value('dockerfile')];
    if (name === undefined || (context === undefined && dockerfile === undefined)) return [];
    const tags = [.../^\s*tags\s*=\s*\[([^\]]*)\]/m.exec(body)?.[1]?.matchAll(/"([^"]+)"/g) ?? []].flatMap((tag) => tag[1] ?? []);
    return [...new Set([name, ...tags])].map((image) => ({ image, context: context ?? '.', dockerfile, target: value('target') }));
  });
}
