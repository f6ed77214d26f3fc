import type { Tree } from '../../discover/tree.ts';
import type { Source } from '../../syntax/source.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { groupBy } from '../group.ts';
import { releaseValues } from './variants.ts';
import type { Release } from './releases.ts';
import { renderedSource } from './rendered-source.ts';
import { wellKnownChart } from './well-known-charts.ts';

/** What releases of well-known charts, which are fetched from elsewhere, bring into the cluster. Two releases of one chart belong to two clusters, and neither is taken. */
export function installedCharts(releases: readonly Release[], tree: Tree): readonly Source[] {
  const fetched = releases.flatMap((release) => ('name' in release.chart ? [{ release, chart: release.chart.name }] : []));
  const alone = [...groupBy(fetched, ({ release, chart }) => `${tree.projectOf(release.file).folder}\n${chart}`).values()].filter((same) => same.length === 1);
  return alone.flatMap(([one]) => {
    if (!one || one.release.values.some((values) => isClockOpen(values, 0))) return [];
    const { node, file } = one.release;
    const pieces = wellKnownChart(one.chart, releaseValues(undefined, { ...one.release, values: one.release.values.map((values) => unconditional(values, 0)) }), 'values', { source: node.source, start: node.start, end: node.end });
    return pieces ? [renderedSource(file, pieces)] : [];
  });
}

const deepest = 30;

/** Helmfiles are templates themselves: what stands only under a condition of theirs is left out. */
function unconditional(node: YamlNode, depth: number): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.filter((item) => item.when === undefined) };
  if (node.kind !== 'map' || depth > deepest) return node;
  return { ...node, entries: node.entries.flatMap((entry) => (entry.when === undefined ? [{ ...entry, value: unconditional(entry.value, depth + 1) }] : [])) };
}

/** Whether a clock stands only under a condition: then nobody knows what holds without it. */
function isClockOpen(node: YamlNode, depth: number): boolean {
  if (node.kind !== 'map' || depth > deepest) return false;
  return node.entries.some(({ key, value, when }) => (when !== undefined && /timeout|keep-?alive|idle|grace/i.test(key.text)) || isClockOpen(value, depth + 1));
}
