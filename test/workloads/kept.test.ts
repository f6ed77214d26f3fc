import { describe, expect, it } from 'vitest';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { keeper } from '../../src/workloads/kept.ts';
import { memoryTree } from '../support/memory-tree.ts';

describe('what is kept', () => {
  const syntax = createSyntax();
  const tree = memoryTree({ a: '1', b: '2' });
  const other = { ...tree, open: (path: string) => (path === 'b' ? memoryTree({ b: '3' }).open(path) : tree.open(path)) };

  it('is made anew where a file that was opened for it is another one', () => {
    const texts = keeper<string | undefined>();
    const ask = (path: string, from = tree) => texts(path, from, syntax, [], (seen) => seen.open(path)?.text);
    expect([ask('a'), ask('b'), ask('b', other), ask('b')]).toEqual(['1', '2', '3', '2']);
    let made = 0;
    const count = (from = tree) => texts('count', from, syntax, [], (seen) => `${seen.open('a')?.text}${(made += 1)}`);
    expect([count(), count(other)]).toEqual(['11', '11']);
  });

  it('is made anew where something else was given, and for another run', () => {
    const runs = keeper<number>();
    let made = 0;
    const ask = (given: readonly unknown[], of = syntax) => runs('x', tree, of, given, () => (made += 1));
    expect([ask([tree]), ask([tree]), ask([other]), ask([other, 1]), ask([other, 1], createSyntax())]).toEqual([1, 1, 2, 3, 4]);
  });
});
