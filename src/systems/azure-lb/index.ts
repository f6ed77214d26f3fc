import { minute } from '../../model/duration.ts';
import { datumAt, referredBy, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { configured } from '../setting.ts';
import type { MiddleboxReading, Reading, System, Written } from '../system.ts';
import { facts, idle } from './facts.ts';

export const azureLb: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** One middlebox for every load-balancing rule. */
function readScene({ resources = [] }: Scene): Reading | undefined {
  const rules = resources.filter(({ type, body }) => type === 'azurerm_lb_rule' && valueAt(body, 'protocol')?.toLowerCase() !== 'udp');
  if (rules.length === 0) return undefined;
  return { middleboxes: rules.map((rule) => middlebox(rule, resources)), written: rules.flatMap(refused) };
}

function middlebox(rule: Resource, resources: readonly Resource[]): MiddleboxReading {
  const text = textAt(rule.body, idle.name);
  const [balancer] = referredBy(datumAt(rule.body, 'loadbalancer_id'), resources);
  const resets = ['enable_tcp_reset', 'tcp_reset_enabled'].some((name) => valueAt(rule.body, name) === 'true');
  const port = Number(valueAt(rule.body, 'backend_port') ?? Number.NaN);
  return {
    system: facts.system,
    name: `${facts.title} (${balancer?.name ?? rule.name})`,
    place: rule.place,
    expiry: resets ? 'reset' : 'silent',
    settings: text ? [configured('flow.idle', idle.name, text, minutes)] : [],
    fronts: { kind: 'port', port: Number.isInteger(port) ? port : undefined, why: `${rule.name} sends to it` },
    hosts: [],
  };
}

const minutes = (text: string): number | undefined => (/^\d{1,3}$/.test(text) && Number(text) >= idle.least && Number(text) <= idle.most ? Number(text) * minute : undefined);

function refused({ body }: Resource): readonly Written[] {
  const text = textAt(body, idle.name);
  if (text?.value === undefined || minutes(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name: idle.name, text, timer: 'flow.idle', place: text.places[0], related: [],
    works: { value: 'no', why: `${idle.name} takes whole minutes from ${idle.least} to ${idle.most}`, places: text.places },
    refused: true, symptom: 'the provider refuses the value and nothing is applied', advice: `write minutes from ${idle.least} to ${idle.most}`, link: idle.link,
  }];
}
