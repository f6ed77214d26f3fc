import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { type Case, casesOf } from '../rules/cases.ts';
import { type Files, filesIn, resultOf, type Transformation, verdicts } from './files.ts';
import { asBlocksWithQuotes, asFlow, asJson, withAnchors, withCarriageReturns, withOtherFileNames, withOtherNames, withReversedDocuments, withUnrelatedFiles } from './transformations.ts';

/** Those that look wrong and are right stand for all of their kind. */
const taken = ({ verdict, rule }: Case): boolean => verdict === 'err' || rule === 'idle-timeout-inverted';
const cases = rules.flatMap(({ id }) => casesOf(id).filter(taken).map(({ name, verdict, root }) => ({ name: `${id}/${verdict}/${name}`, files: filesIn(root) })));
const known = new Map<string, Promise<readonly string[]>>();

const transformations: readonly (readonly [string, Transformation])[] = [
  ['JSON instead of YAML', asJson],
  ['quoted block style', asBlocksWithQuotes],
  ['flow style', asFlow],
  ['anchors and aliases', withAnchors],
  ['carriage returns', withCarriageReturns],
  ['documents in reverse', withReversedDocuments],
  ['files under other names', withOtherFileNames],
  ['workloads under other names', withOtherNames],
  ['a cache and notes beside it', withUnrelatedFiles],
];

describe.each(transformations)('%s', (_, transformation) => {
  it('leaves every verdict as it is', async () => {
    const touched = cases.map(({ name, files }) => ({ name, files, changed: transformation(files) })).filter(({ files, changed }) => JSON.stringify(files) !== JSON.stringify(changed));
    expect(touched.length).toBeGreaterThan(10);
    const before: Record<string, readonly string[]> = {};
    const after: Record<string, readonly string[]> = {};
    for (const { name, files, changed } of touched) {
      before[name] = await verdictsOf(name, files);
      after[name] = verdicts(await resultOf(changed));
    }
    expect(after).toEqual(before);
  }, 120_000);
});

function verdictsOf(name: string, files: Files): Promise<readonly string[]> {
  const found = known.get(name) ?? resultOf(files).then(verdicts);
  known.set(name, found);
  return found;
}
