import type { Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import { type Bearer, withDefaults } from './defaults.ts';
import type { SystemFacts } from './facts.ts';

/** Documented defaults that a reader has to state itself: on a middlebox, or where the routes of one layer differ. */
export function documented(facts: SystemFacts, timers: ReadonlySet<Timer>, bearer: Bearer): readonly Setting[] {
  return withDefaults([], { ...facts, defaults: facts.defaults.filter(({ timer }) => timers.has(timer)) }, bearer);
}

/** What a load balancer is that its provider runs and updates. */
export const managed = { reason: 'a managed service has no version' } as const;
