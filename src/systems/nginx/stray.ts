import { posix } from 'node:path';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';
import { literal } from '../setting.ts';
import type { Reading } from '../system.ts';
import { expand } from './expand.ts';
import { filesOf, strayIncludes } from './files.ts';
import { versionOf } from './image.ts';
import { inMainTemplate } from './main-template.ts';
import { readingOf } from './reading.ts';
import type { Variables } from './text.ts';

/** A file that no process accounted for. Fragments that another file includes are read with that one. */
export function fromStray(source: Source, reader: Reader): Reading | undefined {
  if (isIncluded(source, reader)) return undefined;
  const variables: Variables = (name) => {
    const value = reader.declared(name);
    return value === undefined ? undefined : { ...literal(value, source.place(0)), origin: 'declared', variable: name };
  };
  const expanded = expand(source, { reader, variables, include: strayIncludes(source, reader) });
  return readingOf({ ...expanded, blocks: inMainTemplate(source, expanded.blocks, reader) }, { title: `nginx (${source.path}`, version: versionOf(undefined, reader), variables });
}

const mostIncluders = 200;
const includeLine = /^[ \t]*include[ \t]+["']?([^\s;"']{1,200})["']?[ \t]*;/gm;

/** Whether a file beside it or in a folder above has an `include` that leads here. */
function isIncluded(source: Source, reader: Reader): boolean {
  const folder = posix.dirname(source.path);
  const near = reader.find('.conf').filter((path) => path !== source.path && isAround(posix.dirname(path), folder)).slice(0, mostIncluders);
  return near.some((path) => {
    const includer = reader.open(path);
    if (!includer || !includer.text.includes('include')) return false;
    return leadsTo(includer, source, reader) && !leadsTo(source, includer, reader);
  });
}

const leadsTo = (from: Source, to: Source, reader: Reader): boolean => includedBy(from, reader).has(to.path);

const known = new WeakMap<Reader, Map<Source, ReadonlySet<string>>>();

/** Found once: every other file nearby asks for it. */
function includedBy(from: Source, reader: Reader): ReadonlySet<string> {
  const ofReader = known.get(reader) ?? new Map<Source, ReadonlySet<string>>();
  known.set(reader, ofReader);
  const include = strayIncludes(from, reader);
  const found = ofReader.get(from) ?? new Set([...from.text.matchAll(includeLine)].flatMap((line) => filesOf(include(line[1] ?? '', from)).map((file) => file.path)));
  ofReader.set(from, found);
  return found;
}

const isAround = (outer: string, inner: string): boolean => outer === '.' || inner === outer || inner.startsWith(`${outer}/`) || posix.dirname(inner) === posix.dirname(outer);
