import { exact, type Setting } from '../../model/setting.ts';
import type { Ingress } from '../../model/scene.ts';
import { known, off, type Text, type Value } from '../../model/value.ts';
import { configured } from '../setting.ts';
import type { Controller } from './controller.ts';
import { type Key, keys } from './facts.ts';

/** What the controller's own parser takes: anything else silently becomes the default. */
export const isInteger = (text: string): boolean => /^[+-]?\d{1,10}$/.test(text);

/** Annotation before ConfigMap. A value that the controller cannot read is as if it were not written. */
export function settingsOf(ingress: Ingress, controller: Controller): readonly Setting[] {
  return keys.flatMap((key) => (key.timer === 'retry.attempts' ? tries(key, ingress, controller) : written(key, ingress, controller)));
}

function written(key: Key, ingress: Ingress, controller: Controller): readonly Setting[] {
  const name = `${controller.prefix}/${key.key}`;
  const own = key.perIngress ? ingress.annotations.get(name)?.text : undefined;
  if (own && isReadable(own)) return [configured(key.timer, name, own, (text) => amount(key, text))];
  const global = controller.config.get(key.key);
  return global && isReadable(global) ? [configured(key.timer, key.key, global, (text) => amount(key, text))] : [];
}

const isReadable = (text: Text): boolean => text.value === undefined || isInteger(text.value);

function amount(key: Key, text: string): number | Value {
  if (key.timer === 'downstream.idle' && Number(text) === 0) return off('keep-alive 0: every response says Connection: close');
  return Number(text) * key.unit;
}

/** A request that times out is tried again only while `proxy-next-upstream` holds `timeout`. */
function tries(key: Key, ingress: Ingress, controller: Controller): readonly Setting[] {
  const name = `${controller.prefix}/proxy-next-upstream`;
  const own = ingress.annotations.get(name)?.text;
  const conditions = own ?? controller.config.get('proxy-next-upstream');
  if (conditions?.value === undefined || /\btimeout\b/.test(conditions.value)) return written(key, ingress, controller);
  const place = conditions.places[0];
  return [{ timer: key.timer, name: own ? name : 'proxy-next-upstream', value: known(1, conditions.value), provenance: { kind: 'configured' }, place, via: conditions.places.slice(1), window: exact, fixed: false }];
}
