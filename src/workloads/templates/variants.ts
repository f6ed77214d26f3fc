import type { Source } from '../../syntax/source.ts';
import type { Arm, Choice } from './blocks.ts';
import { normal } from './settle.ts';
import type { Met, SettledTree, Taken } from './settled-tree.ts';
import { servers, times } from './telling.ts';
import { wordsOf } from './words.ts';

/** One switch of the templates set another way than the visible defaults have it. */
export interface TemplateVariant {
  /** `use_async: y`, or the condition itself. */
  readonly when: string;
  readonly taken: Taken;
}

const mostPerFile = 8;
const mostPerRun = 8;

/** Every other outcome of the choices that bring in a timer or a server, the most telling first. */
export function templateVariants({ tree, met }: SettledTree): readonly TemplateVariant[] {
  const found = new Map<string, Alternative & { readonly weight: number }>();
  for (const choice of met()) {
    if (tree.projectOf(choice.source.path).sample) continue;
    for (const variant of ofChoice(choice)) {
      const weight = weightOf(choice) + (found.get(variant.when)?.weight ?? 0);
      if (weight > 0) found.set(variant.when, { ...variant, weight });
    }
  }
  const perFile = new Map<string, number>();
  const ranked = [...found.values()].sort((a, b) => b.weight - a.weight);
  return ranked.filter(({ file }) => {
    perFile.set(file, (perFile.get(file) ?? 0) + 1);
    return (perFile.get(file) ?? 0) <= mostPerFile;
  }).slice(0, mostPerRun);
}

function weightOf({ choice, source }: Met): number {
  const text = source.text.slice(choice.arms[0]?.tag.end, choice.close.start);
  return times.test(text) ? 3 : servers.test(text) ? 2 : 0;
}

interface Alternative extends TemplateVariant {
  readonly file: string;
}

/** Nobody's production. */
const development = /(?:^|[\W_])(?:hot_?reload|(?:enable_?)?debug\w*|dev(?:stack|el|elopment|_?mode)?|local(?:_?dev)?|test(?:ing)?|vagrant|sandbox|molecule)(?:: true|: y(?:es)?$| == |$)/i;

function ofChoice({ choice, chosen, isOpen, source, choices }: Met): readonly Alternative[] {
  const { arms } = choice;
  if (isPresence(choice)) return [];
  const outcomes: readonly (Arm | undefined)[] = arms.some(({ condition }) => condition === undefined) ? arms : [...arms, undefined];
  return outcomes.filter((arm) => isOpen || arm !== chosen).flatMap((arm) => {
    const variant = byVariable(choice, arm, choices) ?? byCondition(choice, arm);
    return variant && !development.test(variant.when) ? [{ ...variant, file: source.path }] : [];
  });
}

/** `if x` around `{{ x }}` asks whether there is a value, not which way things go. */
function isPresence({ arms }: Choice): boolean {
  return arms.some(({ condition = '', body }) => {
    if (/\bdefined\b|\bnone\b|\bnil\b|empty|undef\b|instance_variables/.test(condition)) return true;
    const names = (wordsOf(condition) ?? []).flatMap((word) => (word.kind === 'name' ? [word.name] : []));
    return body.some((block) => block.kind === 'output' && names.some((name) => block.expression.includes(name)));
  });
}

/** Where one variable alone decides. */
function byVariable({ arms }: Choice, arm: Arm | undefined, choices: (name: string) => readonly string[]): TemplateVariant | undefined {
  const isLast = arm?.condition === undefined;
  const [only] = arms;
  const simple = isLast ? (arms.filter(({ condition }) => condition !== undefined).length === 1 && only ? switchOf(only) : undefined) : arm && switchOf(arm);
  if (!simple) return undefined;
  const value = isLast ? otherThan(simple, choices(simple.name)) : simple.value;
  if (value === undefined) return undefined;
  const label = simple.name.replace(/^(?:cookiecutter|node)\./, '');
  return { when: `${label}: ${value}`, taken: { variables: new Map([[simple.name, answer(value)]]), conditions: new Map() } };
}

interface Switch {
  readonly name: string;
  readonly value: string;
}

/** The value that a variable has to have for an arm: `x`, `not x`, `x == 'y'`. */
function switchOf({ condition, negated }: Arm): Switch | undefined {
  const words = wordsOf(condition ?? '') ?? [];
  const isNegated = words[0]?.kind === 'sign' && words[0].sign === '!';
  const [name, sign, literal, ...more] = isNegated ? words.slice(1) : words;
  if (name?.kind !== 'name' || more.length > 0) return undefined;
  if (!sign) return { name: name.name, value: String(isNegated === negated) };
  const isEqual = sign.kind === 'sign' && sign.sign === '==' && !isNegated && !negated;
  return isEqual && literal?.kind === 'literal' ? { name: name.name, value: String(literal.value) } : undefined;
}

function otherThan({ value }: Switch, choices: readonly string[]): string | undefined {
  const flipped: Readonly<Record<string, string>> = { true: 'false', false: 'true', y: 'n', n: 'y', yes: 'no', no: 'yes' };
  return Object.hasOwn(flipped, value) ? flipped[value] : choices.find((each) => each !== value);
}

const answer = (text: string): Source => ({ path: 'hoplint.yaml', text, place: () => ({ file: 'hoplint.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }) });

/** Where the whole condition has to be taken as it is. */
function byCondition({ arms }: Choice, arm: Arm | undefined): TemplateVariant | undefined {
  const conditions = new Map<string, boolean>();
  for (const each of arms) {
    if (each.condition !== undefined) conditions.set(normal(each.condition), (each === arm) !== each.negated);
    if (each === arm) break;
  }
  const when = [...conditions].map(([text, holds]) => (holds ? text : `not (${text})`)).join(' and ');
  return when.length > 200 ? undefined : { when, taken: { variables: new Map(), conditions } };
}
