import { own } from '../../model/own.ts';
import { type Datum, referredBy, textAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { facts as alb } from '../aws-alb/facts.ts';
import { facts as clb } from '../aws-clb/facts.ts';
import type { Target } from '../system.ts';
import { recordsOf } from './terraform.ts';

const titles: Readonly<Record<string, string>> = { aws_lb: alb.title, aws_alb: alb.title, aws_elb: clb.title };

/** What an edge service calls: a load balancer of the project that the value refers to, else the host that it names. */
export function originOf(datum: Datum | undefined, port: number, scene: Scene): Target {
  const [balancer] = referredBy(datum, scene.resources ?? []).filter(({ type }) => own(titles, type) !== undefined);
  if (balancer) {
    const [host] = recordsOf(balancer, scene);
    return host === undefined ? { kind: 'inside', layer: `${titles[balancer.type] ?? ''} (${balancer.name})` } : { kind: 'host', host, port };
  }
  const text = textAt(datum);
  if (text?.value === undefined) return { kind: 'unknown', reason: 'only known at run time', expression: text?.expression ?? '' };
  return { kind: 'host', host: text.value, port };
}
