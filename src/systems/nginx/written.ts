import type { Place } from '../../model/place.ts';
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
  return found.filter((written, index) => found.findIndex((other) => isSame(other, written)) === index);
}

/** A file that is included twice shows its faults once. */
const isSame = (left: Written, right: Written): boolean => left.fault === right.fault && left.name === right.name && samePlace(left.place, right.place);

const samePlace = (left: Place, right: Place): boolean => left.file === right.file && left.line === right.line && left.column === right.column;
