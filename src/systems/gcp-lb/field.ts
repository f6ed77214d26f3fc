import type { KubernetesObject } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { counts } from '../../model/timer.ts';
import { isScalar, get, toText } from '../../syntax/yaml-read.ts';
import type { YamlScalar } from '../../syntax/yaml.ts';
import { configured, type Reads } from '../setting.ts';
import type { Written } from '../system.ts';
import { type Field, facts } from './facts.ts';

/** The settings that an object writes, of those that its schema has. */
export function settingsOf(object: KubernetesObject | undefined, fields: readonly Field[]): readonly Setting[] {
  return present(object, fields).map(([field, node]) => configured(field.timer, nameOf(field), toText(node), reads(field, node)));
}

/** What the schema refuses: a quoted number, one with a unit, one out of bounds. */
export function refusals(object: KubernetesObject, fields: readonly Field[]): readonly Written[] {
  return present(object, fields).flatMap(([field, node]) => {
    const text = toText(node);
    if (text.value === undefined || reads(field, node)(text.value) !== undefined) return [];
    return [{
      fault: 'invalid' as const, system: facts.system, name: nameOf(field), text, timer: field.timer, place: text.places[0], related: [],
      works: { value: 'no' as const, why: `${nameOf(field)} takes an unquoted integer from ${field.least} to ${field.most}`, places: text.places },
      refused: true as const,
      symptom: 'the API server refuses the object and the old value stays',
      advice: `write an integer from ${field.least} to ${field.most}, without quotes and unit`,
      link: field.link,
    }];
  });
}

function present(object: KubernetesObject | undefined, fields: readonly Field[]): readonly (readonly [Field, YamlScalar])[] {
  return fields.flatMap((field) => {
    const node = get(object?.node, 'spec', ...field.path);
    return isScalar(node) && node.value !== null ? [[field, node] as const] : [];
  });
}

/** A quoted number is a string to the schema, unless a template brings the quotes. */
function reads(field: Field, node: YamlScalar): Reads {
  const unit = counts.has(field.timer) ? 1 : 1000;
  return (text) => {
    if (node.template === undefined && typeof node.value !== 'number') return undefined;
    const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return number >= field.least && number <= field.most ? number * unit : undefined;
  };
}

const nameOf = (field: Field): string => field.path.filter((step) => step !== 'default').join('.');
