import { type Datum, datumAt, datumsAt, type DatumEntry, type MapDatum, valueAt } from '../../../model/resource.ts';
import { handed, pairsOf } from './made.ts';

export interface MadeBody {
  /** Relative to the module. */
  readonly id: string;
  readonly body: MapDatum;
}

const ofListener = { port: 'port', protocol: 'protocol', tcp_idle_timeout_seconds: 'tcp_idle_timeout_seconds' };

/** The listeners and rules that the map `listeners` of version 9 and later describes; `refer` makes an attribute that names another resource of the module. */
export function listenersIn(inputs: MapDatum, refer: (key: string, id: string) => DatumEntry): readonly MadeBody[] | undefined {
  const written = datumAt(inputs, 'listeners');
  if (written?.kind !== 'map') return undefined;
  return pairsOf(inputs, 'listeners').flatMap(({ key, value }) => {
    const id = `aws_lb_listener.this["${key}"]`;
    const rules = pairsOf(value, 'rules').map((rule) => ruleOf(`${key}/${rule.key}`, rule.value, id, refer));
    return [{ id, body: handed(value, ofListener, value.place, [refer('load_balancer_arn', 'aws_lb.this'), ...actions('default_action', value, refer)]) }, ...rules];
  });
}

function ruleOf(key: string, rule: MapDatum, listener: string, refer: (key: string, id: string) => DatumEntry): MadeBody {
  const conditions = datumsAt(rule, 'conditions').map((value): DatumEntry => ({ key: 'condition', keyPlace: rule.place, value }));
  const body = handed(rule, {}, rule.place, [refer('listener_arn', listener), ...datumsAt(rule, 'actions').flatMap((action) => actions('action', action, refer)), ...conditions]);
  return { id: `aws_lb_listener_rule.this["${key}"]`, body };
}

/** `forward = { target_group_key }`; the key stood beside the type before version 10. */
function actions(key: string, from: Datum, refer: (key: string, id: string) => DatumEntry): readonly DatumEntry[] {
  const { place } = from.kind === 'map' ? from : { place: undefined };
  const targets = [from, datumAt(from, 'forward'), ...datumsAt(datumAt(from, 'weighted_forward'), 'target_groups'), ...datumsAt(from, 'target_groups')];
  return place === undefined ? [] : targets.flatMap((target): readonly DatumEntry[] => {
    const group = valueAt(target, 'target_group_key');
    const arn = datumAt(target, 'target_group_arn');
    const named = group === undefined ? arn && { key: 'target_group_arn', keyPlace: place, value: arn } : refer('target_group_arn', `aws_lb_target_group.this["${group}"]`);
    return named ? [{ key, keyPlace: place, value: { kind: 'map', entries: [named], place } }] : [];
  });
}
