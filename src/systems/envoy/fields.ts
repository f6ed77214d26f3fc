import { type Grammar, parseDuration } from '../../model/duration.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { never, type Value } from '../../model/value.ts';
import { get, isScalar, toText } from '../../syntax/yaml-read.ts';
import type { YamlNode } from '../../syntax/yaml.ts';
import { configured } from '../setting.ts';
import { duration } from './facts.ts';

/** A field by its path; protobuf's JSON form takes `idle_timeout` and `idleTimeout` alike. */
export function field(node: YamlNode | undefined, ...path: readonly (string | number)[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((at, step) => (typeof step === 'number' ? get(at, step) : (get(at, step) ?? get(at, camel(step)))), node);
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A duration field as a setting; zero switches its clock off. */
export function durationAt(timer: Timer, name: string, node: YamlNode | undefined, grammar: Grammar = duration): readonly Setting[] {
  return isScalar(node) && node.value !== null ? [configured(timer, name, toText(node), (text) => amount(text, grammar))] : [];
}

function amount(text: string, grammar: Grammar): number | Value | undefined {
  const time = parseDuration(text, grammar);
  return time === 0 ? { ...never, written: text } : time;
}

/** A count, or seconds without a unit. */
export function numberAt(timer: Timer, name: string, node: YamlNode | undefined, unit: number): readonly Setting[] {
  return isScalar(node) && node.value !== null ? [configured(timer, name, toText(node), (text) => (/^\d{1,9}$/.test(text) ? Number(text) * unit : undefined))] : [];
}
