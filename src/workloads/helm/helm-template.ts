import { posix } from 'node:path';
import { startOf, type Tree } from '../../discover/tree.ts';
import type { Problem } from '../../model/place.ts';
import type { Config } from '../../config/config.ts';
import { aligned } from './aligned.ts';
import type { RenderedFile } from './chart.ts';
import { usedValues } from './variants.ts';

/** Renders a chart as the user's own helm does; folder and values files are relative to the root. */
export type HelmTemplate = (folder: string, values: readonly string[]) => { readonly text: string } | { readonly fault: string };

const heading = /^# Source: (\S+)[ \t]*$/m;

/**
 * What helm makes of a chart, with the places of hoplint's own rendering: a line that both have comes from the same place, another
 * one from where its key stands in the template. `undefined` with a problem where helm fails.
 */
export function renderedByHelm(folder: string, tree: Tree, config: Config, own: readonly RenderedFile[], helm: HelmTemplate): { readonly files: readonly RenderedFile[] | undefined; readonly problems: readonly Problem[] } {
  const values = usedValues(folder, config).flatMap((name) => [posix.normalize(name), posix.join(folder, name)].filter((path) => tree.has(path)).slice(-1));
  const result = helm(folder, values);
  const sources = [...values.toReversed(), posix.join(folder, 'values.yaml')].flatMap((path) => tree.open(path) ?? []);
  if ('fault' in result) return { files: undefined, problems: [{ place: startOf(posix.join(folder, 'Chart.yaml')), message: `helm template: ${result.fault}; hoplint rendered the chart itself` }] };
  const documents = result.text.replace(/\r\n/g, '\n').split(/^---[ \t]*$/m);
  const files = documents.flatMap((document): readonly RenderedFile[] => {
    const path = heading.exec(document)?.[1]?.replace(/^[^/]*/, folder === '' ? '.' : folder);
    const file = path === undefined ? undefined : own.find(({ original }) => original.path === posix.normalize(path));
    // A chart that is packed into an archive has no template to point at.
    const template = file?.original ?? (path === undefined ? undefined : (tree.open(posix.normalize(path)) ?? tree.open(posix.join(folder, 'Chart.yaml'))));
    const source = template && aligned(document, file?.source ?? template, template, sources);
    return source ? [{ source, original: source }] : [];
  });
  return { files, problems: [] };
}
