import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../../src/config/config.ts';
import { openTree } from '../../src/discover/open-tree.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { readScenes } from '../../src/workloads/read-scenes.ts';

const shared = process.env.HOPLINT_SHARED ?? join(import.meta.dirname, '../../../shared');
const corpus = join(shared, 'corpus');

describe.skipIf(!existsSync(corpus) && process.env.HOPLINT_SHARED === undefined)('real repositories (skipped without the shared corpus)', () => {
  it('are read without an exception, every process with a place of its own tree', () => {
    const roots = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(corpus, entry.name));
    for (const root of roots) {
      const tree = openTree(root, []);
      const { scenes } = readScenes(tree, createSyntax(), emptyConfig);
      const places = scenes.flatMap((scene) => scene.processes).flatMap((each) => [each.place, ...each.argv.flatMap((word) => word.places)]);
      expect(places.filter((place) => !tree.has(place.file)), root).toEqual([]);
    }
  }, 60_000);
});
