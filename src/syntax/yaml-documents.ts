import { type Event, YAMLException, parseEvents } from 'js-yaml';
import type { Problem } from '../model/place.ts';
import { blankJsonComments } from './json-comments.ts';
import type { Source } from './source.ts';
import { type Masked, mask } from './template.ts';
import { YamlLimit, buildDocuments } from './yaml-build.ts';
import { type Repair, repairs } from './yaml-repair.ts';
import type { YamlFile, YamlNode } from './yaml.ts';

const maxDepth = 200;

export interface Input {
  readonly source: Source;
  readonly masked: Masked;
}

interface Chunk {
  readonly start: number;
  readonly text: string;
}

/** The whole file at once; only if that fails, document by document and with repairs. */
export function readDocuments(source: Source): YamlFile {
  const masked = mask(source.text, 'yaml');
  const text = blankJsonComments(masked.text);
  const input = { source, masked };
  const whole = attempt(input, { start: 0, text }, text);
  if ('documents' in whole) return { documents: whole.documents, problems: [] };
  const documents: YamlNode[] = [];
  const problems: Problem[] = [];
  for (const chunk of chunksOf(text)) {
    const result = attemptRepaired(input, chunk, text);
    if ('documents' in result) documents.push(...result.documents);
    else problems.push(problem(source, result));
  }
  return { documents, problems };
}

interface Failure {
  readonly reason: string;
  readonly offset: number;
}

type Attempt = { readonly documents: readonly YamlNode[]; readonly text: string } | (Failure & { readonly text: string });

/** `seen` is the whole file as the parser saw it; a repaired chunk makes its own. */
function attempt(input: Input, chunk: Chunk, seen = ' '.repeat(chunk.start) + chunk.text): Attempt {
  try {
    const parsed = parseEvents(chunk.text, { maxDepth });
    const events = chunk.start === 0 ? parsed : parsed.map((event) => moved(event, chunk.start));
    return { documents: buildDocuments(input, seen, events), text: chunk.text };
  } catch (error) {
    if (error instanceof YamlLimit) return { reason: error.message, offset: error.offset, text: chunk.text };
    if (!(error instanceof YAMLException)) return { reason: 'it cannot be read', offset: chunk.start, text: chunk.text };
    return { reason: error.reason, offset: chunk.start + Math.min(error.mark?.position ?? 0, chunk.text.length), text: chunk.text };
  }
}

const maxRepairs = 100;
const maxWork = 5_000_000;

function attemptRepaired(input: Input, chunk: Chunk, seen: string): Attempt {
  const first = attempt(input, chunk, seen);
  if ('documents' in first) return first;
  let best: Attempt = first;
  let rounds = Math.min(maxRepairs, Math.ceil(maxWork / (chunk.text.length + 1)));
  for (const repair of repairs) {
    for (let failed = best; !('documents' in failed) && rounds > 0; rounds--) {
      const text = repaired(repair, input, chunk, failed);
      if (text === undefined || text === failed.text) break;
      const next = attempt(input, { start: chunk.start, text });
      if ('documents' in next) return next;
      failed = best = next;
    }
  }
  return first;
}

function repaired(repair: Repair, input: Input, chunk: Chunk, failed: Failure & { readonly text: string }): string | undefined {
  return repair({ text: failed.text, start: chunk.start, offset: failed.offset - chunk.start, reason: failed.reason, input });
}

/** A line of `---` ends a document wherever it stands. */
function chunksOf(text: string): readonly Chunk[] {
  const starts = [0, ...Array.from(text.matchAll(/^---(?=\s|$)/gm), (match) => match.index).filter((index) => index > 0)];
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

function moved(event: Event, by: number): Event {
  if (!('anchorStart' in event)) return event;
  const shift = (offset: number): number => (offset < 0 ? offset : offset + by);
  const anchored = { anchorStart: shift(event.anchorStart), anchorEnd: shift(event.anchorEnd) };
  if (!('tagStart' in event)) return { ...event, ...anchored };
  const tagged = { ...anchored, tagStart: shift(event.tagStart), tagEnd: shift(event.tagEnd) };
  if ('valueStart' in event) return { ...event, ...tagged, valueStart: shift(event.valueStart), valueEnd: shift(event.valueEnd) };
  return { ...event, ...tagged, start: shift(event.start) };
}

function problem(source: Source, failure: Failure): Problem {
  return { place: source.place(failure.offset), message: `cannot be read as YAML: ${failure.reason}` };
}
