import { no } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { springDuration } from './duration.ts';
import { suspiciousBelow } from './facts.ts';
import type { Lookup } from './lookup.ts';

const link = 'https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.conversion.durations';

/** Durations of an application's properties that Spring cannot convert, or takes for milliseconds. */
export const springFaults = (system: string, lookup: Lookup, keys: readonly string[]): readonly Written[] => keys.flatMap((key) => faultOf(system, lookup, key));

function faultOf(system: string, lookup: Lookup, key: string): readonly Written[] {
  const found = lookup(key);
  const value = found?.text.value?.trim();
  if (!found || value === undefined || value === '') return [];
  const base = { system, name: found.name, text: found.text, place: found.text.places[0], related: [], link } as const;
  if (springDuration(value) === undefined) {
    return [{ ...base, fault: 'invalid', refused: true, works: no(`${value} is no duration of Spring's`, ...found.text.places), symptom: 'the application does not start', advice: 'write a whole number and one of the units ns, us, ms, s, m, h, d, such as 30s' }];
  }
  if (!/^\d+$/.test(value) || Number(value) === 0 || Number(value) >= suspiciousBelow) return [];
  return [{ ...base, fault: 'suspect', works: no('a duration without a unit counts milliseconds', ...found.text.places), symptom: `the clock runs out after ${value} ms, not ${value} s`, advice: `write ${value}s if seconds were meant, else ${value}ms` }];
}

/** Keys that every web application of Spring's may write. */
export const commonKeys: readonly string[] = ['spring.mvc.async.request-timeout', 'spring.lifecycle.timeout-per-shutdown-phase'];
