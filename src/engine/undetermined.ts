import type { Undetermined } from '../model/result.ts';
import type { Setting } from '../model/setting.ts';
import type { Fact } from '../model/value.ts';
import type { Missing } from './judge.ts';
import type { Requirement } from './requirement.ts';
import type { Rule } from './rule.ts';
import { formatAmount } from './wording.ts';

type Entry = Omit<Undetermined, 'rule'>;

/** What a requirement would need to be judged; nothing for samples. */
export function undeterminedOf(rule: Rule, requirement: Requirement, missing: readonly Missing[]): readonly Undetermined[] {
  if (requirement.layers.some((layer) => layer.project.sample)) return [];
  return missing.map((one) => ({ rule: rule.id, ...entryOf(one, requirement) }));
}

function entryOf(missing: Missing, requirement: Requirement): Entry {
  if (missing.kind === 'unreadable') return ofSetting(missing.setting);
  if (missing.kind === 'fact') return ofFact(missing.fact, requirement);
  const { setting, value } = missing.open;
  const members = value.members.map((member) => `${formatAmount(member.amount, setting.timer)} (${member.when})`);
  return { needs: value.settledBy, reason: `${setting.name} is ${members.join(' or ')}`, location: setting.place };
}

function ofSetting({ name, value, place }: Setting): Entry {
  const { reason, expression, variable } = value.kind === 'unknown' ? value : { reason: 'unknown', expression: '', variable: undefined };
  return { needs: variable === undefined ? '' : valuesLine(variable), reason: `${name} is not known (${reason}): ${expression}`, location: place };
}

function ofFact({ why, places, variable }: Fact, requirement: Requirement): Entry {
  const needs = variable === undefined ? /\bversions: \{[^}]*\}/.exec(why)?.[0] ?? '' : valuesLine(variable);
  return { needs, reason: why, location: places[0] ?? requirement.tell().primary.place };
}

/** Dots and dashes need no quotes in YAML; what a template could write besides does. */
const valuesLine = (variable: string): string => `values: { ${/^[\w.-]+$/.test(variable) ? variable : JSON.stringify(variable)}: … }`;
