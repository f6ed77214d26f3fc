import { createHash } from 'node:crypto';
import type { Chain } from '../model/layer.ts';
import { samePlace } from '../model/place.ts';
import type { Confidence, Finding, Severity, Undetermined } from '../model/result.ts';
import { byImportance, describeMention, describeSetting } from './describe.ts';
import { judge, settingsOfClaim, type Verdict } from './judge.ts';
import type { Mention, Requirement, Telling } from './requirement.ts';
import type { Model, Rule } from './rule.ts';
import { undeterminedOf } from './undetermined.ts';

export interface Checked {
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Undetermined[];
}

type Level = 'off' | Severity;

/** Judges every requirement of every rule. */
export function check(model: Model, rules: readonly Rule[], levels: ReadonlyMap<string, Level>): Checked {
  const findings = new Map<string, Finding>();
  const undetermined = new Map<string, Undetermined>();
  for (const rule of rules) {
    if (levels.get(rule.id) === 'off') continue;
    const broken = [];
    for (const requirement of rule.requires(model)) {
      const verdict = judge(requirement);
      if (verdict.kind === 'broken') broken.push({ requirement, verdict, telling: requirement.tell() });
      if (verdict.kind === 'undetermined') for (const entry of undeterminedOf(rule, requirement, verdict.missing)) undetermined.set(JSON.stringify([entry.rule, entry.needs, entry.reason, entry.location]), entry);
    }
    broken.sort((a, b) => Number(a.requirement.condition !== undefined) - Number(b.requirement.condition !== undefined));
    for (const one of broken) add(findings, finding(rule, one, alsoBroken(one, broken), model.chains, levels.get(rule.id)), one);
  }
  return { findings: [...findings.values()].sort(byImportance), undetermined: [...undetermined.values()] };
}

interface Broken {
  readonly requirement: Requirement;
  readonly verdict: Extract<Verdict, { kind: 'broken' }>;
  readonly telling: Telling;
}

const alsoBroken = (one: Broken, all: readonly Broken[]): readonly Mention[] =>
  one.requirement.group === undefined ? [] : all.filter((other) => other !== one && other.requirement.group === one.requirement.group).map((other) => other.telling.primary);

function finding(rule: Rule, { requirement, verdict, telling }: Broken, also: readonly Mention[], chains: readonly Chain[], level: Level | undefined): Finding {
  const { primary, message, symptom, advice } = telling;
  const concerned = chains.filter((chain) => concerns(requirement, chain));
  const related = distinct([...telling.related, ...also].filter((mention) => !samePlace(mention.place, primary.place) || mention.setting?.name !== primary.setting?.name));
  return {
    rule: rule.id,
    severity: level === undefined || level === 'off' ? severity(requirement) : cap(level, requirement),
    confidence: confidence(requirement, verdict.doubtful),
    message,
    symptom,
    advice,
    location: primary.place,
    ...(primary.setting ? { setting: describeSetting(primary.setting, primary.layer?.system ?? '') } : {}),
    related: related.map(describeMention),
    chains: concerned.map((chain) => chain.id),
    when: requirement.condition ?? (concerned.every((chain) => chain.when !== undefined) ? concerned[0]?.when : undefined) ?? null,
    fingerprint: fingerprint(rule, requirement, primary, related[0]),
  };
}

/** Only tests, examples and the like bring a finding down to info. */
function severity(requirement: Requirement): Severity {
  if (requirement.layers.some((layer) => layer.project.sample)) return 'info';
  return isAssumed(requirement) && requirement.severity === 'error' ? 'warning' : requirement.severity;
}

const cap = (level: Severity, requirement: Requirement): Severity => (requirement.layers.some((layer) => layer.project.sample) ? 'info' : level);

const isAssumed = ({ hops, layers }: Requirement): boolean => hops.some((hop) => hop.join.evidence === 'assumed') || layers.some((layer) => layer.assumed !== undefined);

function confidence(requirement: Requirement, doubtful: boolean): Confidence {
  if (isAssumed(requirement) || requirement.confidence === 'possible') return 'possible';
  const guessed = settingsOfClaim(requirement.claim).some((setting) => setting.provenance.kind === 'visible-default');
  return guessed || doubtful || requirement.confidence === 'likely' ? 'likely' : 'certain';
}

const concerns = ({ hops, layers }: Requirement, chain: Chain): boolean =>
  hops.length > 0 ? chain.hops.some((hop) => hops.some((one) => one.id === hop.id)) : chain.layers.some((layer) => layers.some((one) => one.id === layer.id));

function fingerprint(rule: Rule, requirement: Requirement, primary: Mention, other: Mention | undefined): string {
  const parts = [rule.id, primary.place.file, primary.layer?.name, primary.setting?.name, other?.layer?.system, other?.setting?.name, requirement.otherEnd, requirement.condition];
  return createHash('sha256').update(parts.map((part) => part ?? '').join('\n')).digest('hex').slice(0, 16);
}

/** One finding per rule, primary place, other end and condition; a variant repeats nothing that the base already has. */
function add(findings: Map<string, Finding>, found: Finding, { requirement }: Broken): void {
  const { file, line, column } = found.location;
  const base = [found.rule, file, line, column, found.setting?.name, requirement.otherEnd].join('\n');
  if (found.when !== null && (findings.has(base) || isOfBase(found, findings))) return;
  const key = requirement.condition === undefined ? base : `${base}\n${requirement.condition}`;
  const earlier = findings.get(key);
  findings.set(key, earlier ? merge(earlier, found) : found);
}

/** What a template renders to stands in the same line, if not in the same column. */
const isOfBase = (found: Finding, findings: ReadonlyMap<string, Finding>): boolean =>
  [...findings.values()].some((one) => one.when === null && one.rule === found.rule && one.location.file === found.location.file && one.location.line === found.location.line && one.setting?.name === found.setting?.name && one.related[0]?.setting?.name === found.related[0]?.setting?.name);

function merge(earlier: Finding, later: Finding): Finding {
  const worse = { error: 0, warning: 1, info: 2 }[later.severity] < { error: 0, warning: 1, info: 2 }[earlier.severity] ? later : earlier;
  const known = new Set(earlier.related.map((one) => JSON.stringify([one.location, one.message])));
  return {
    ...worse,
    fingerprint: earlier.fingerprint,
    related: [...earlier.related, ...later.related.filter((one) => !known.has(JSON.stringify([one.location, one.message])))],
    chains: [...new Set([...earlier.chains, ...later.chains])],
  };
}

function distinct(mentions: readonly Mention[]): readonly Mention[] {
  const seen = new Set<string>();
  return mentions.filter(({ place: { file, line, column }, setting, message, onlyPlace }) => {
    const place = JSON.stringify([file, line, column]);
    const key = onlyPlace ? place : `${place} ${setting?.name ?? message}`;
    if (seen.has(key)) return false;
    seen.add(place).add(key);
    return true;
  });
}
