import type { Setting } from '../model/setting.ts';
import { known, type Value } from '../model/value.ts';
import { derived } from '../systems/setting.ts';

/** Limits that follow from several settings of one layer; nothing where one of them is not known. */
export function derivedLimits(settings: readonly Setting[]): readonly Setting[] {
  const named = (name: RegExp) => settings.find((setting) => name.test(setting.name));
  const timed = (timer: Setting['timer']) => settings.find((setting) => setting.timer === timer);
  const attempts = timed('retry.attempts');
  const each = timed('upstream.try') ?? timed('upstream.read');
  return [
    product('health.period', named(/^livenessProbe\.failureThreshold$/), named(/^livenessProbe\.periodSeconds$/), 'livenessProbe.failureThreshold × periodSeconds'),
    total('stop.graceful', timed('stop.prestop'), timed('stop.graceful')),
    amountOf(attempts) === 1 ? undefined : product('upstream.deadline', attempts, each, `${attempts?.name} × ${each?.name}`, timed('retry.pause')),
  ].filter((setting) => setting !== undefined);
}

function product(timer: Setting['timer'], count: Setting | undefined, each: Setting | undefined, name: string, extra?: Setting): Setting | undefined {
  const [times, amount, more] = [amountOf(count), amountOf(each), amountOf(extra)];
  if (!count || !each || times === undefined || amount === undefined) return undefined;
  return derived(timer, name, value(times * amount + (more ?? 0)), extra ? 'attempts × one try + pauses' : name, [count, each, ...(extra ? [extra] : [])]);
}

function total(timer: Setting['timer'], first: Setting | undefined, second: Setting | undefined): Setting | undefined {
  const [a, b] = [amountOf(first), amountOf(second)];
  if (!first || !second || a === undefined || b === undefined || a === 0) return undefined;
  return derived(timer, `${first.name} + ${second.name}`, value(a + b), 'both phases of the shutdown', [first, second]);
}

const value = (amount: number): Value => known(amount, String(amount));

function amountOf(setting: Setting | undefined): number | undefined {
  return setting?.value.kind === 'known' && setting.value.amount < Number.POSITIVE_INFINITY ? setting.value.amount : undefined;
}
