import { minute } from '../../model/duration.ts';
import { datumAt, type Resource, textAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { no, type Text } from '../../model/value.ts';
import { documented, managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { MiddleboxReading, Reading, System, Written } from '../system.ts';
import { facts, idle } from './facts.ts';

export const azureNat: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** Several gateways serve several zones and subnets: one stands for all. */
function readScene({ resources = [] }: Scene): Reading | undefined {
  const gateways = resources.filter(({ type }) => type === 'azurerm_nat_gateway' || type === 'Microsoft.Network/natGateways');
  const [gateway] = gateways;
  return gateway && { middleboxes: [middlebox(gateway)], written: gateways.flatMap(refused) };
}

function middlebox(gateway: Resource): MiddleboxReading {
  const { option, text } = idleOf(gateway);
  const { place, name } = gateway;
  return {
    system: facts.system, name: `${facts.title} (${name})`, place, fronts: { kind: 'egress' }, hosts: [],
    settings: text ? [configured('flow.idle', option, text, minutes)] : documented(facts, new Set(['flow.idle']), { version: managed, place, names: new Map([['flow.idle', option]]) }),
  };
}

function idleOf({ type, body }: Resource): { readonly option: string; readonly text: Text | undefined } {
  return type === 'azurerm_nat_gateway' ? { option: idle.name, text: textAt(body, idle.name) } : { option: idle.template, text: textAt(datumAt(body, 'properties'), idle.template) };
}

const minutes = (text: string): number | undefined => (/^\d{1,3}$/.test(text) && Number(text) >= idle.least && Number(text) <= idle.most ? Number(text) * minute : undefined);

function refused(gateway: Resource): readonly Written[] {
  const { option, text } = idleOf(gateway);
  if (text?.value === undefined || minutes(text.value) !== undefined) return [];
  return [{
    fault: 'invalid', system: facts.system, name: option, text, timer: 'flow.idle', place: text.places[0], related: [],
    works: no(`${option} takes whole minutes from ${idle.least} to ${idle.most}`, ...text.places),
    refused: true, symptom: 'the provider refuses the value and nothing is applied', advice: `write minutes from ${idle.least} to ${idle.most}`, link: idle.link,
  }];
}
