import type { Place } from '../../model/place.ts';
import { type Fact, no } from '../../model/value.ts';
import { type Directive, type DirectiveFile, directive } from '../ruby/directives.ts';
import { wholeSeconds } from '../ruby/seconds.ts';
import type { Written } from '../system.ts';
import { checkInterval, dslLink } from './facts.ts';

/** What is written and does nothing, or keeps Puma from starting. */
export async function remarksOf(file: DirectiveFile | undefined, cluster: Fact): Promise<readonly Written[]> {
  const found = file && (await directive('worker_timeout', file));
  // Rails writes it under a condition, for debugging.
  if (found === undefined || found.call.conditional === true) return [];
  return cluster.value === 'yes' ? tooShort(found) : withoutWorkers(found, cluster);
}

function withoutWorkers({ call, text }: Directive, cluster: Fact): readonly Written[] {
  const related = cluster.places.filter((place) => !same(place, text.places[0])).map((place) => ({ place, message: cluster.why }));
  return [{
    fault: 'ineffective', system: 'puma', name: 'worker_timeout', text, timer: 'worker.silence', place: text.places[0], related,
    works: { value: cluster.value, why: `worker_timeout counts in cluster mode only; ${cluster.why}`, places: [call.place, ...cluster.places] },
    symptom: 'no request is ever limited by it: a stuck one holds its thread until the client or a proxy gives up',
    advice: 'limit requests with the rack-timeout gem (service_timeout); worker_timeout only finds workers that hang, in cluster mode (workers 1 or more)',
    link: dslLink,
  }];
}

function tooShort({ text }: Directive): readonly Written[] {
  const amount = wholeSeconds(text.value ?? '');
  if (text.value === undefined || (amount !== undefined && amount > checkInterval * 1000)) return [];
  return [{
    fault: 'invalid', system: 'puma', name: 'worker_timeout', text, timer: 'worker.silence', place: text.places[0], related: [], refused: true,
    works: no(`worker_timeout takes whole seconds above ${checkInterval}`, text.places[0]),
    symptom: 'Puma does not start', advice: `write more than ${checkInterval}, such as 60`, link: dslLink,
  }];
}

const same = (one: Place, other: Place): boolean => one.file === other.file && one.line === other.line;
