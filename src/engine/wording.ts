import { formatDuration } from '../model/duration.ts';
import type { Hop, Layer, Middlebox } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import { counts, type Timer } from '../model/timer.ts';
import type { Mention } from './requirement.ts';

type Named = Pick<Layer | Middlebox, 'system' | 'name'>;

/** `60 s`, `never`, `0 s or 60 s`, `3`: the value for people. */
export function amountText({ timer, value }: Setting): string {
  if (value.kind === 'known') return formatAmount(value.amount, timer);
  if (value.kind === 'one-of') return value.members.map((member) => formatAmount(member.amount, timer)).join(' or ');
  return value.kind === 'off' ? 'off' : 'unknown';
}

/** An amount of this timer, which may be a count. */
export const formatAmount = (amount: number, timer: Timer): string => (counts.has(timer) ? String(amount) : formatDuration(amount));

/** `set here`, `default of nginx 1.26`, `default of ${TIMEOUT}`. */
export function originText({ provenance, fixed }: Setting): string {
  if (provenance.kind === 'default') return fixed ? `fixed by ${provenance.of}` : `default of ${provenance.of}`;
  if (provenance.kind === 'visible-default') return `default of ${provenance.variable}`;
  if (provenance.kind === 'derived') return provenance.how;
  return provenance.kind === 'declared' ? 'declared in hoplint.yaml' : 'set here';
}

/** `keepalive_timeout 65 s (set here)`, `timeout without limit (default of axios)`. */
export const settingText = (setting: Setting): string => `${nameText(setting)} ${isUnlimited(setting) ? 'without limit' : amountText(setting)}${setting.timer === 'retry.attempts' ? ' tries' : ''} (${originText(setting)})`;

/** A limit that no option sets goes by its timer; people get words instead. */
const nameText = ({ name, timer }: Setting): string => (name === timer ? (plain[timer] ?? name) : name);

const plain: Partial<Record<Timer, string>> = { 'upstream.idle': 'its pool keeps connections' };

const isUnlimited = ({ timer, value }: Setting): boolean => value.kind === 'known' && value.amount === Number.POSITIVE_INFINITY && !timer.startsWith('probe.');

/** A setting at its place; the sentence defaults to the setting itself. */
export function mention(setting: Setting, layer: Named, sentence = `${layer.name}: ${settingText(setting)}`): Mention {
  return { place: setting.place, message: sentence, setting, layer: { system: layer.system, name: layer.name } };
}

/** The places that a setting's value passed through. */
export const passages = (setting: Setting, layer: Named): readonly Mention[] =>
  setting.via.map((place) => ({ place, message: `${setting.name} of ${layer.name} takes its value through here`, layer: { system: layer.system, name: layer.name } }));

/** What is written of a layer that decides what its clocks mean: its kind of worker, its protocol. */
export const grounds = ({ system, name, conditions = [] }: Layer): readonly Mention[] =>
  conditions.filter(({ decides }) => decides === 'clocks').map((condition) => ({ place: condition.place, message: `${condition.name} ${condition.value ?? '?'} decides what the clocks of ${name} mean`, layer: { system, name } }));

/** The line by which the downstream end of a hop names the upstream one. */
export const opening = ({ downstream, upstream, place }: Hop): readonly Mention[] =>
  place && !('what' in downstream) && !('what' in upstream) ? [{ place, message: `${downstream.name} connects to ${upstream.name} here`, layer: { system: downstream.system, name: downstream.name }, onlyPlace: true }] : [];

/** Lasting values that a person would write: rounded up, the longer the coarser. */
export function roundUp(amount: number): number {
  const step = amount > 3_600_000 ? 60_000 : amount > 600_000 ? 20_000 : amount > 20_000 ? 5000 : 1000;
  return Math.ceil(amount / step) * step;
}
