import type { Place } from '../model/place.ts';

/** A text with places. Offsets are UTF-16 indices into {@link text}. */
export interface Source {
  /** Relative to the root, separated by `/`. */
  readonly path: string;
  /** Without byte order mark. */
  readonly text: string;
  /** The place of a range; without `end` the single character at `start`. Out-of-range offsets are clamped. */
  readonly place: (start: number, end?: number) => Place;
  /** For text that was rendered: the variable that a range stands for, if any. */
  readonly through?: (start: number, end: number) => Through | undefined;
  /** It stands for a value of hoplint.yaml. */
  readonly declared?: true;
}

/** A value that a template took from elsewhere, as from values.yaml. */
export interface Through {
  readonly variable: string;
  /** The literal first, then every place that the value passed through. */
  readonly places: readonly [Place, ...Place[]];
  /** hoplint.yaml says so. */
  readonly declared?: true;
}

/** A whole file. */
export function fileSource(path: string, raw: string): Source {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  let starts: readonly number[] | undefined;
  let last = 0;
  /** Of the line that an offset is on; the next question is mostly about the same line or the one after. */
  const lineAt = (offset: number): number => {
    starts ??= lineStarts(text);
    if (!isOn(starts, last, offset)) last = isOn(starts, last + 1, offset) ? last + 1 : lastAt(starts, offset);
    return last;
  };
  const clamped = (offset: number): number => Math.max(0, Math.min(offset, text.length));
  return {
    path,
    text,
    place(start, end = start + 1) {
      const from = clamped(start);
      const to = clamped(Math.max(start, end));
      const line = lineAt(from);
      const column = from - startOf(starts, line) + 1;
      const endLine = lineAt(to);
      return { file: path, line: line + 1, column, endLine: endLine + 1, endColumn: to - startOf(starts, endLine) + 1 };
    },
  };
}

const startOf = (starts: readonly number[] | undefined, line: number): number => starts?.[line] ?? 0;

const isOn = (starts: readonly number[], line: number, offset: number): boolean => offset >= (starts[line] ?? Number.POSITIVE_INFINITY) && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY);

/** Text that stands inside another one, such as nginx.conf in a ConfigMap; `outward` maps its offsets to the outer text. */
export function embeddedSource(outer: Source, text: string, outward: (offset: number) => number): Source {
  return {
    path: outer.path,
    text,
    place(start, end = start + 1) {
      const from = Math.min(start, text.length);
      const to = Math.max(from, Math.min(end, text.length));
      return outer.place(outward(from), to > from ? outward(to - 1) + 1 : outward(from));
    },
    ...(outer.through && { through: (start: number, end: number) => outer.through?.(outward(start), end > start ? outward(end - 1) + 1 : outward(start)) }),
  };
}

/** The offset at which each line begins. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of ascending offsets that is not behind an offset. */
export function lastAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
