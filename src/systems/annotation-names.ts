import { distance } from '../config/nearest.ts';

/** The keys that a controller reads below its own prefix. */
export interface AnnotationNames {
  /** Those that limit a request or its tries. */
  readonly limits: readonly string[];
  /** All others that some release reads; `undefined` where no complete list is known, so that only slips of the keyboard count. */
  readonly others: ReadonlySet<string> | undefined;
}

/** A key that no release reads, and the limit that its author most likely meant. */
export interface Misspelling {
  readonly meant: string | undefined;
}

/** Two slips of the keyboard at most, or a name that speaks of a limit; what is merely unknown may be new. */
export function misspelling(key: string, { limits, others }: AnnotationNames): Misspelling | undefined {
  if (limits.includes(key) || others?.has(key) || key.length > longest) return undefined;
  const plain = key.toLowerCase().replaceAll('_', '-');
  const [near] = limits.map((name) => ({ name, slips: distance(plain, name) })).filter(({ slips }) => slips <= 2).sort((a, b) => a.slips - b.slips);
  return near || (others && speaksOfLimit.test(plain)) ? { meant: near?.name } : undefined;
}

const longest = 63;
const speaksOfLimit = /time-?out|keep-?alive|(?:^|-)(?:retries|tries)$/;
