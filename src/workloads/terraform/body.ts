import type { Datum, DatumEntry, MapDatum } from '../../model/resource.ts';
import type { HclBlock, HclBody, HclSpan } from '../../syntax/hcl.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { eachOf } from './instances.ts';
import { attributeOf } from './module-files.ts';

const deepest = 20;

/** The attributes and blocks of a resource with their values. */
export function bodyOf(body: HclBody, scope: Scope, { source, start, end }: HclSpan, depth = 0): MapDatum {
  const attributes = body.attributes.map(({ name, key, value }): DatumEntry => ({ key: name, keyPlace: key.source.place(key.start, key.end), value: evaluate(value, scope) }));
  const blocks = depth > deepest ? [] : body.blocks.flatMap((block) => blockEntries(block, scope, depth + 1));
  return { kind: 'map', entries: [...attributes, ...blocks], place: source.place(start, end) };
}

function blockEntries(block: HclBlock, scope: Scope, depth: number): readonly DatumEntry[] {
  const keyPlace = block.source.place(block.start, block.start + block.type.length);
  if (block.type !== 'dynamic') return [{ key: block.type, keyPlace, value: bodyOf(block.body, scope, block, depth) }];
  const [key = ''] = block.labels;
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  const each = attributeOf(block.body, 'for_each');
  if (!content || !each) return [];
  return eachOf(evaluate(each, scope), iteratorOf(block, key), scope).map(({ locals }) => ({ key, keyPlace, value: bodyOf(content.body, { ...scope, locals: locals.size > 0 ? locals : scope.locals }, content, depth) as Datum }));
}

function iteratorOf(block: HclBlock, key: string): string {
  const iterator = attributeOf(block.body, 'iterator');
  return iterator?.kind === 'name' ? iterator.name : key;
}
