import { type Datum, datumAt, datumsAt, referredBy, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { idle } from './facts.ts';
import type { Rule } from './rule.ts';

/** The rules of load balancers that are written as resources of Terraform, Bicep or ARM. */
export function providedRules({ resources = [] }: Scene): readonly Rule[] {
  return [
    ...resources.filter(({ type }) => type === 'azurerm_lb_rule').flatMap((rule) => (isTcp(rule.body) ? [ofTerraform(rule, resources)] : [])),
    ...resources.filter(({ type }) => type === 'Microsoft.Network/loadBalancers').flatMap(ofTemplate),
  ];
}

const isTcp = (rule: Datum): boolean => valueAt(rule, 'protocol')?.toLowerCase() !== 'udp';

function ofTerraform(rule: Resource, resources: readonly Resource[]): Rule {
  const [balancer] = referredBy(datumAt(rule.body, 'loadbalancer_id'), resources);
  const written = ['enable_tcp_reset', 'tcp_reset_enabled'].map((name) => textAt(rule.body, name)).find((text) => text !== undefined);
  return {
    name: balancer?.name ?? rule.name, place: rule.place, option: idle.name, text: textAt(rule.body, idle.name), resets: truth(written), hosts: [],
    fronts: { kind: 'port', port: portOf(valueAt(rule.body, 'backend_port')), why: `${rule.name} sends to it` },
  };
}

function ofTemplate(balancer: Resource): readonly Rule[] {
  return datumsAt(datumAt(balancer.body, 'properties'), 'loadBalancingRules').flatMap((rule): readonly Rule[] => {
    const properties = datumAt(rule, 'properties');
    if (properties?.kind !== 'map' || !isTcp(properties)) return [];
    return [{
      name: balancer.name, place: properties.place, option: idle.template, text: textAt(properties, idle.template), resets: truth(textAt(properties, 'enableTcpReset')), hosts: [],
      fronts: { kind: 'port', port: portOf(valueAt(properties, 'backendPort')), why: `${balancer.name} sends to it` },
    }];
  });
}

/** Off unless switched on. */
function truth(text: { readonly value: string | undefined } | undefined): boolean | undefined {
  if (text === undefined) return false;
  return text.value === undefined ? undefined : text.value.toLowerCase() === 'true';
}

const portOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined);
