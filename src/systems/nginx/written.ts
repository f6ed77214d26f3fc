import type { Written } from '../system.ts';
import type { Context } from './context.ts';
import { durationFaults } from './faults/duration.ts';
import { overriddenFaults } from './faults/overridden.ts';
import { poolFaults } from './faults/pool.ts';
import { strangerFaults } from './faults/stranger.ts';
import { usesOf } from './uses.ts';

/** What is written and cannot be read by nginx, or does nothing. */
export function faultsOf(context: Context): readonly Written[] {
  const uses = usesOf(context);
  const found = [...durationFaults(context), ...poolFaults(uses, context), ...strangerFaults(uses, context), ...overriddenFaults(uses, context)];
  const seen = new Set<string>();
  return found.filter((written) => {
    const key = keyOf(written);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A file that is included twice shows its faults once. */
const keyOf = ({ fault, name, place }: Written): string => [fault, name, place.line, place.column, place.file].join('\n');
